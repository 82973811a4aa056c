"""Wrong: after an exception the slot is given back twice, once in the `except` and once in the `finally`."""

import threading


def run_limited(jobs, limit):
    slots = threading.Semaphore(limit)
    errors = []

    def run(job):
        slots.acquire()
        try:
            job()
        except Exception as error:
            errors.append(error)
            slots.release()
        finally:
            slots.release()

    threads = [threading.Thread(target=run, args=(job,)) for job in jobs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return errors
