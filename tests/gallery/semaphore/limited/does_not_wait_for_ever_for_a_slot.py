"""Wrong: who has waited for a slot for a second goes in without one."""

import threading


def run_limited(jobs, limit):
    slots = threading.Semaphore(limit)
    errors = []

    def run(job):
        slots.acquire(timeout=1)
        try:
            job()
        except Exception as error:
            errors.append(error)
        finally:
            slots.release()

    threads = [threading.Thread(target=run, args=(job,)) for job in jobs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return errors
