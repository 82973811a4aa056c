"""Right: waits for the sentinels, in the order in which the processes end, and joins each."""

import multiprocessing
from multiprocessing.connection import wait


def run_errands(errands, afterwards):
    running = {}
    for errand in errands:
        process = multiprocessing.Process(target=errand)
        process.start()
        running[process.sentinel] = process
    while running:
        for sentinel in wait(list(running)):
            running.pop(sentinel).join()
    afterwards()
