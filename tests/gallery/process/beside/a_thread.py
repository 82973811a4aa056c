"""Wrong: a thread runs beside the main one as well, but in the same process."""

from threading import Thread


def run_beside(work, word, times, meanwhile):
    t = Thread(target=work, args=(word,), kwargs={"times": times})
    t.start()
    try:
        return meanwhile()
    finally:
        t.join()
