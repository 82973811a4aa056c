"""Right: as many worker threads as may run, and a queue of jobs."""

import queue
import threading


def run_limited(jobs, limit):
    waiting = queue.SimpleQueue()
    failed = queue.SimpleQueue()
    for job in jobs:
        waiting.put(job)

    def work():
        while True:
            try:
                job = waiting.get_nowait()
            except queue.Empty:
                return
            try:
                job()
            except Exception as error:
                failed.put(error)

    workers = [threading.Thread(target=work) for _ in range(limit)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    return [failed.get() for _ in range(failed.qsize())]
