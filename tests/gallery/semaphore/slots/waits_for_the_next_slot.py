"""Wrong: takes slots without saying that it will not wait: after the last one it waits for ever."""


def free_slots(semaphore):
    count = 0
    while semaphore.acquire():
        count += 1
    for _ in range(count):
        semaphore.release()
    return count


def is_bounded(semaphore):
    try:
        semaphore.release()
    except ValueError:
        return True
    semaphore.acquire()
    return False
