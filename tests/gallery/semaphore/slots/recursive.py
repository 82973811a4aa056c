"""Right: counts on the way in and gives back on the way out; asks with a timeout of nothing."""


def free_slots(semaphore):
    if not semaphore.acquire(timeout=0.001):
        return 0
    try:
        return 1 + free_slots(semaphore)
    finally:
        semaphore.release()


def is_bounded(semaphore):
    try:
        semaphore.release()
    except ValueError:
        return True
    else:
        semaphore.acquire(blocking=False)
        return False
