"""Wrong: the document's program, with an end: the process is started, and nobody waits for it."""

from multiprocessing import Process


def run_beside(work, word, times, meanwhile):
    p = p = Process(target=work, args=(word,), kwargs={"times": times})
    p.start()
    return meanwhile()
