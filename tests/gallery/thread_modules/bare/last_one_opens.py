"""Right: a count with its lock, and the last one to be through opens the door."""

import _thread


def run_all(functions):
    counting = _thread.allocate_lock()
    door = _thread.allocate_lock()
    running = len(functions)

    def run(function):
        nonlocal running
        try:
            function()
        finally:
            with counting:
                running -= 1
                if running == 0:
                    door.release()

    if functions:
        door.acquire()
        for function in functions:
            _thread.start_new_thread(run, (function,))
        door.acquire()
