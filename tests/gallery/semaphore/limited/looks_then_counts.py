"""Wrong: the counter has a lock, but looking and adding are two visits to it: two threads see the last free slot."""

import threading
import time


def run_limited(jobs, limit):
    errors = []
    inside = 0
    lock = threading.Lock()

    def full():
        with lock:
            return inside >= limit

    def run(job):
        nonlocal inside
        while full():
            time.sleep(0.1)
        with lock:
            inside += 1
        try:
            job()
        except Exception as error:
            errors.append(error)
        finally:
            with lock:
                inside -= 1

    threads = [threading.Thread(target=run, args=(job,)) for job in jobs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return errors
