"""Wrong: the target is a call, not a function: the work is done here, and the process gets nothing to do."""

from multiprocessing import Process


def run_beside(work, word, times, meanwhile):
    p = Process(target=work(word, times=times))
    p.start()
    answer = meanwhile()
    p.join()
    return answer
