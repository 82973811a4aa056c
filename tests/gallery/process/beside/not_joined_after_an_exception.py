"""Wrong: joins only if meanwhile() went well."""

from multiprocessing import Process


def run_beside(work, word, times, meanwhile):
    p = Process(target=work, args=(word,), kwargs={"times": times})
    p.start()
    answer = meanwhile()
    p.join()
    return answer
