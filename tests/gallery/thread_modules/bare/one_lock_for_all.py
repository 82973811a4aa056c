"""Wrong: one lock for all: the first one that is through opens it, and the second one has nothing to release."""

import _thread


def run_all(functions):
    lock = _thread.allocate_lock()
    lock.acquire()

    def run(function):
        function()
        lock.release()

    for function in functions:
        _thread.start_new_thread(run, (function,))
    if functions:
        lock.acquire()
