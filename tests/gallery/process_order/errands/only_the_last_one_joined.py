"""Wrong: joins after the loop, where `process` is only the last one."""

from multiprocessing import Process


def run_errands(errands, afterwards):
    process = None
    for errand in errands:
        process = Process(target=errand)
        process.start()
    if process is not None:
        process.join()
    afterwards()
