"""A Thread subclass that keeps its result."""

from threading import Thread


class Worker(Thread):
    def __init__(self, work, item):
        super().__init__()
        self.work = work
        self.item = item
        self.result = None

    def run(self):
        self.result = self.work(self.item)


def total_of(work, items):
    workers = [Worker(work, item) for item in items]
    for worker in workers:
        worker.start()
    total = 0
    for worker in workers:
        worker.join()
        total += worker.result
    return total
