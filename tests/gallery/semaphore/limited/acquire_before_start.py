"""Right: takes the slot before it starts the thread, so that no more threads exist than may run."""

import threading


def run_limited(jobs, limit):
    slots = threading.BoundedSemaphore(limit)
    errors = []
    threads = []

    def run(job):
        try:
            job()
        except Exception as error:
            errors.append(error)
        finally:
            slots.release()

    for job in jobs:
        slots.acquire()
        thread = threading.Thread(target=run, args=(job,))
        thread.start()
        threads.append(thread)
    for thread in threads:
        thread.join()
    return errors
