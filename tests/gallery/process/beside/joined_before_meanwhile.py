"""Wrong: waits for the process right after the start; then one comes after the other."""

from multiprocessing import Process


def run_beside(work, word, times, meanwhile):
    p = Process(target=work, args=(word,), kwargs={"times": times})
    p.start()
    p.join()
    return meanwhile()
