"""Wrong: both as arguments in order, the other way round than the function has them."""

from multiprocessing import Process


def run_beside(work, word, times, meanwhile):
    p = Process(target=work, args=(times, word))
    p.start()
    try:
        return meanwhile()
    finally:
        p.join()
