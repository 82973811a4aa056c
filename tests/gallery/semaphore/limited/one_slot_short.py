"""Wrong: counts the limit from zero, so that a limit of one lets nobody in."""

import threading


def run_limited(jobs, limit):
    slots = threading.Semaphore(limit - 1)
    errors = []

    def run(job):
        with slots:
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
