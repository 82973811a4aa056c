"""Right: a class with __enter__ and __exit__."""

import multiprocessing


class careful_pool:
    def __init__(self, workers):
        self.workers = workers

    def __enter__(self):
        self.pool = multiprocessing.Pool(self.workers)
        return self.pool

    def __exit__(self, kind, error, traceback):
        if kind is None:
            self.pool.close()
        else:
            self.pool.terminate()
        self.pool.join()
