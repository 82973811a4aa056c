"""Wrong: the processes write what they have seen into a list, each into its own; the one here stays empty."""

import multiprocessing

seen = []


def work(change, look, barrier):
    change()
    barrier.wait()
    seen.append(look())


def look_around(changes, look):
    barrier = multiprocessing.Barrier(len(changes))
    processes = [multiprocessing.Process(target=work, args=(change, look, barrier)) for change in changes]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    return seen + [look()]
