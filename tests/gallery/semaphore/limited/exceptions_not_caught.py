"""Wrong: expects an exception of a thread to come out of join; it ends in the thread, and the caller never hears of it."""

import threading


def run_limited(jobs, limit):
    slots = threading.Semaphore(limit)
    errors = []

    def run(job):
        with slots:
            job()

    threads = [threading.Thread(target=run, args=(job,)) for job in jobs]
    for thread in threads:
        thread.start()
    for thread in threads:
        try:
            thread.join()
        except Exception as error:
            errors.append(error)
    return errors
