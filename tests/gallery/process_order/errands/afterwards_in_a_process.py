"""Wrong: afterwards() is called in a process of its own, not in the one that called."""

from multiprocessing import Process


def run_errands(errands, afterwards):
    processes = [Process(target=errand) for errand in errands]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    last = Process(target=afterwards)
    last.start()
    last.join()
