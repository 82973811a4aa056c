"""Right: leaves it to an ExitStack to give everything back; compares the counts before and after."""

from contextlib import ExitStack


def free_slots(semaphore):
    taken = 0
    with ExitStack() as stack:
        while semaphore.acquire(False):
            stack.callback(semaphore.release)
            taken += 1
    return taken


def is_bounded(semaphore):
    before = free_slots(semaphore)
    try:
        semaphore.release()
    except ValueError:
        pass
    grown = free_slots(semaphore) > before
    if grown:
        semaphore.acquire()
    return not grown
