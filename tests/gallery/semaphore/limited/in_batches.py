"""Wrong: starts as many as may run and waits for all of them before it starts the next ones."""

import threading


def run_limited(jobs, limit):
    errors = []

    def run(job):
        try:
            job()
        except Exception as error:
            errors.append(error)

    for first in range(0, len(jobs), limit):
        batch = [threading.Thread(target=run, args=(job,)) for job in jobs[first : first + limit]]
        for thread in batch:
            thread.start()
        for thread in batch:
            thread.join()
    return errors
