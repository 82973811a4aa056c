"""Right: a timer as a daemon, cancelled and joined by an ExitStack."""

from contextlib import ExitStack
from threading import Timer


def run_watched(job, seconds, too_late):
    with ExitStack() as at_the_end:
        dog = Timer(seconds, too_late)
        dog.daemon = True
        dog.start()
        at_the_end.callback(dog.join)
        at_the_end.callback(dog.cancel)
        return job()
