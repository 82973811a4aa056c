"""Wrong: a job that raises never reaches the release, and its slot is gone for ever."""

import threading


def run_limited(jobs, limit):
    slots = threading.Semaphore(limit)
    errors = []

    def run(job):
        slots.acquire()
        try:
            job()
            slots.release()
        except Exception as error:
            errors.append(error)

    threads = [threading.Thread(target=run, args=(job,)) for job in jobs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return errors
