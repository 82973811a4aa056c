"""Wrong: run() is an ordinary call, and does the work in the calling process."""

from multiprocessing import Process


def run_beside(work, word, times, meanwhile):
    p = Process(target=work, args=(word,), kwargs={"times": times})
    p.run()
    return meanwhile()
