"""Wrong: counts who is inside in a plain variable: looking and adding are two steps, and another thread comes between."""

import threading
import time


def run_limited(jobs, limit):
    errors = []
    inside = 0

    def run(job):
        nonlocal inside
        while inside >= limit:
            time.sleep(0.1)
        inside += 1
        try:
            job()
        except Exception as error:
            errors.append(error)
        finally:
            inside -= 1

    threads = [threading.Thread(target=run, args=(job,)) for job in jobs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return errors
