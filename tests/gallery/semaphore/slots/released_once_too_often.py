"""Wrong: gives back one slot more than it took: the refused attempt took none."""


def free_slots(semaphore):
    count = 0
    while True:
        taken = semaphore.acquire(blocking=False)
        count += 1
        if not taken:
            break
    for _ in range(count):
        semaphore.release()
    return count - 1


def is_bounded(semaphore):
    try:
        semaphore.release()
    except ValueError:
        return True
    semaphore.acquire()
    return False
