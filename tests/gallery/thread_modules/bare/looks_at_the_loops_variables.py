"""Wrong: the function of each thread looks at the loop's variables, which have gone on by then."""

import _thread


def run_all(functions):
    locks = []
    for function in functions:
        lock = _thread.allocate_lock()
        lock.acquire()
        locks.append(lock)

        def call():
            function()
            lock.release()

        _thread.start_new_thread(call, ())
    for lock in locks:
        lock.acquire()
