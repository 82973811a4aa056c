"""Wrong: every thread makes a semaphore of its own, which keeps nobody out."""

import threading


def run_limited(jobs, limit):
    errors = []

    def run(job):
        slots = threading.Semaphore(limit)
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
