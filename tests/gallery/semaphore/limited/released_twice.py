"""Wrong: the with-block releases, and the finally releases once more: each job that ends makes room for two."""

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
            finally:
                slots.release()

    threads = [threading.Thread(target=run, args=(job,)) for job in jobs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return errors
