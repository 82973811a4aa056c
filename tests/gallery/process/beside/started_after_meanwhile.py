"""Wrong: starts the process when everything here is done."""

from multiprocessing import Process


def run_beside(work, word, times, meanwhile):
    p = Process(target=work, args=(word,), kwargs={"times": times})
    try:
        return meanwhile()
    finally:
        p.start()
        p.join()
