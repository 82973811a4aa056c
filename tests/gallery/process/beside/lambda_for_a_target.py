"""Wrong: a lambda for a target, which has no name that a spawned process could find."""

import multiprocessing


def run_beside(work, word, times, meanwhile):
    process = multiprocessing.Process(target=lambda: work(word, times=times))
    process.start()
    try:
        return meanwhile()
    finally:
        process.join()
