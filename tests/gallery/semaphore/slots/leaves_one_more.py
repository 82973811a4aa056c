"""Wrong: finds out whether a release too many is refused, and leaves a plain semaphore with one slot more."""


def free_slots(semaphore):
    count = 0
    while semaphore.acquire(blocking=False):
        count += 1
    for _ in range(count):
        semaphore.release()
    return count


def is_bounded(semaphore):
    try:
        semaphore.release()
    except ValueError:
        return True
    return False
