"""Wrong: each process is waited for before the next one is started, and it waits for the others in vain."""

import multiprocessing


def work(change, look, barrier, answers):
    change()
    barrier.wait()
    answers.put(look())


def look_around(changes, look):
    barrier = multiprocessing.Barrier(len(changes))
    answers = multiprocessing.SimpleQueue()
    seen = []
    for change in changes:
        process = multiprocessing.Process(target=work, args=(change, look, barrier, answers))
        process.start()
        seen.append(answers.get())
        process.join()
    return seen + [look()]
