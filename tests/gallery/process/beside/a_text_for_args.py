"""Wrong: args is no tuple but a text, which is a row of letters: three arguments."""

from multiprocessing import Process


def run_beside(work, word, times, meanwhile):
    p = Process(target=work, args=(word), kwargs={"times": times})
    p.start()
    try:
        return meanwhile()
    finally:
        p.join()
