"""Exercise 1: run many jobs, but only a few of them at the same time."""


def run_limited(jobs, limit):
    """Run all *jobs* in threads, at most *limit* of them at the same time, and return when the last one has ended.

    A job that waits for its turn begins as soon as one of the running jobs has ended, whichever that is.

    :param jobs: callables without arguments.
    :param limit: how many may run at the same time, 1 or more.
    :return: the exceptions that jobs raised, in any order; an empty list if all went well. A job that raises does not keep
        the others from running.
    """
    raise NotImplementedError
