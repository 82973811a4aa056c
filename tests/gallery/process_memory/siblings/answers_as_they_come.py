"""Wrong: one queue for all, and nobody says who it is: answers come in the order of who is the quickest."""

import multiprocessing


def work(change, look, barrier, answers):
    change()
    barrier.wait()
    answers.put(look())


def look_around(changes, look):
    barrier = multiprocessing.Barrier(len(changes))
    answers = multiprocessing.Queue()
    processes = [multiprocessing.Process(target=work, args=(change, look, barrier, answers)) for change in changes]
    for process in processes:
        process.start()
    seen = [answers.get() for _ in changes]
    for process in processes:
        process.join()
    return seen + [look()]
