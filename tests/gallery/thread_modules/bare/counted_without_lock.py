"""Wrong: counts who is through in a plain variable."""

import _thread
import time


def run_all(functions):
    done = 0

    def run(function):
        nonlocal done
        function()
        done += 1

    for function in functions:
        _thread.start_new_thread(run, (function,))
    while done < len(functions):
        time.sleep(0.01)
