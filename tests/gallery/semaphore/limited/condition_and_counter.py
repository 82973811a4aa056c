"""Right: a counter and a condition, which is what a semaphore is inside."""

import threading


class Slots:
    def __init__(self, free):
        self.free = free
        self.changed = threading.Condition()

    def __enter__(self):
        with self.changed:
            self.changed.wait_for(lambda: self.free > 0)
            self.free -= 1

    def __exit__(self, *exception):
        with self.changed:
            self.free += 1
            self.changed.notify()


class Worker(threading.Thread):
    def __init__(self, slots, job):
        super().__init__()
        self.slots = slots
        self.job = job
        self.error = None

    def run(self):
        with self.slots:
            try:
                self.job()
            except Exception as error:
                self.error = error


def run_limited(jobs, limit):
    slots = Slots(limit)
    workers = [Worker(slots, job) for job in jobs]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    return [worker.error for worker in workers if worker.error]
