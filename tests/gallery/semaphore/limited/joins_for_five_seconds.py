"""Wrong: waits for each thread, but not longer than five seconds."""

import threading


def run_limited(jobs, limit):
    slots = threading.BoundedSemaphore(limit)
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
        thread.join(timeout=5)
    return errors
