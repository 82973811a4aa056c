"""Wrong: joins each process as soon as it is started, so there is never more than one at work."""

from multiprocessing import Process


def run_errands(errands, afterwards):
    for errand in errands:
        process = Process(target=errand)
        process.start()
        process.join()
    afterwards()
