"""The starter waits until it has heard of each reader, and opens then."""

import threading


def lose_updates(counter, threads):
    gate = threading.Event()
    heard = threading.Semaphore(0)

    def report_and_wait():
        heard.release()
        gate.wait()

    counter.between = report_and_wait
    incrementing = [threading.Thread(target=counter.increment, name=f"reader {n}") for n in range(threads)]
    for thread in incrementing:
        thread.start()
    for _ in incrementing:
        heard.acquire()
    gate.set()
    for thread in incrementing:
        thread.join()
