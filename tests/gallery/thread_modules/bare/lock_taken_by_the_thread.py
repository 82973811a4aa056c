"""Wrong: the new thread takes the lock itself; who waits may be there before it."""

import _thread


def run_all(functions):
    locks = [_thread.allocate_lock() for _ in functions]

    def run(function, lock):
        with lock:
            function()

    for function, lock in zip(functions, locks):
        _thread.start_new_thread(run, (function, lock))
    for lock in locks:
        lock.acquire()
