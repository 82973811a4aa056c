"""Wrong: calls the errand here, and starts a process with what it has returned."""

from multiprocessing import Process


def run_errands(errands, afterwards):
    processes = [Process(target=errand()) for errand in errands]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    afterwards()
