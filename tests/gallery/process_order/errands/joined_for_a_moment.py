"""Wrong: joins with a timeout and takes its return for the end of the process."""

from multiprocessing import Process


def run_errands(errands, afterwards):
    processes = [Process(target=errand) for errand in errands]
    for process in processes:
        process.start()
    for process in processes:
        process.join(0.01)
    afterwards()
