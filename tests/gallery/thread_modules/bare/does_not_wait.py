"""Wrong: starts them and goes away."""

import _thread


def run_all(functions):
    for function in functions:
        _thread.start_new_thread(function, ())
