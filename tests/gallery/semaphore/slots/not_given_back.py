"""Wrong: counts by taking the slots, and keeps them."""


def free_slots(semaphore):
    count = 0
    while semaphore.acquire(blocking=False):
        count += 1
    return count


def is_bounded(semaphore):
    try:
        semaphore.release()
    except ValueError:
        return True
    semaphore.acquire()
    return False
