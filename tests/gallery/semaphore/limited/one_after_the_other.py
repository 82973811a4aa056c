"""Wrong: start and join in one loop, so that there is never more than one."""

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
        thread = threading.Thread(target=run, args=(job,))
        thread.start()
        thread.join()
    return errors
