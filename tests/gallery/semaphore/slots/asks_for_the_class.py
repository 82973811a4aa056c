"""Wrong: asks for the class, which says nothing about a semaphore from elsewhere."""

import threading


def free_slots(semaphore):
    count = 0
    while semaphore.acquire(blocking=False):
        count += 1
    for _ in range(count):
        semaphore.release()
    return count


def is_bounded(semaphore):
    return isinstance(semaphore, threading.BoundedSemaphore)
