"""Wrong: a lock around the job, inside of the semaphore: right in every count but one, since only one runs at a time."""

import threading


def run_limited(jobs, limit):
    slots = threading.Semaphore(limit)
    lock = threading.Lock()
    errors = []

    def run(job):
        with slots, lock:
            try:
                job()
            except Exception as error:
                errors.append(error)

    threads = [threading.Thread(target=run, args=(job,)) for job in jobs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return errors
