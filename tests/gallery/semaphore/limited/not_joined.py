"""Wrong: starts everything and goes away, long before the last job has ended."""

import threading


def run_limited(jobs, limit):
    slots = threading.Semaphore(limit)
    errors = []

    def run(job):
        with slots:
            try:
                job()
            except Exception as error:
                errors.append(error)

    for job in jobs:
        threading.Thread(target=run, args=(job,)).start()
    return errors
