"""Right: a process of a context, and the join in a with-block of its own."""

import multiprocessing
from contextlib import ExitStack
from functools import partial


def run_beside(work, word, times, meanwhile):
    process = multiprocessing.get_context().Process(target=partial(work, word, times=times))
    with ExitStack() as at_the_end:
        process.start()
        at_the_end.callback(process.join)
        return meanwhile()
