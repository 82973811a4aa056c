"""Wrong: both the one who starts a job and the job itself take a slot."""

import threading


def run_limited(jobs, limit):
    sem = threading.Semaphore(limit)
    errors = []

    def run(job):
        with sem:
            try:
                job()
            except Exception as e:
                errors.append(e)

    for j in jobs:
        sem.acquire()
        t = threading.Thread(target=run, args=(j,))
        t.start()
    t.join()
    return errors
