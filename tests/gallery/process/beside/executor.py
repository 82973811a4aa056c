"""Right: a pool of one process, which is shut down at the end of the with-block."""

from concurrent.futures import ProcessPoolExecutor


def run_beside(work, word, times, meanwhile):
    with ProcessPoolExecutor(max_workers=1) as pool:
        pool.submit(work, word, times=times)
        return meanwhile()
