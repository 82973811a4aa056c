"""Wrong: the list of exceptions is a default argument, and the next call finds them in it."""

import threading


def run_limited(jobs, limit, errors=[]):
    slots = threading.Semaphore(limit)

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
