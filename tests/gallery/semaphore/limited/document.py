"""Wrong: the document's own program: three slots whatever was asked for, none given back after an exception, no join."""

import threading

sem = threading.Semaphore(3)


def run_limited(jobs, limit):
    def run(job):
        sem.acquire()
        job()
        sem.release()

    for job in jobs:
        threading.Thread(target=run, args=(job,)).start()
    return []
