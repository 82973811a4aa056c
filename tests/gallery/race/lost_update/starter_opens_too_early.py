"""The starter opens the gate when all threads are started; that they have read by then is not said."""

import threading


def lose_updates(counter, threads):
    gate = threading.Event()
    counter.between = gate.wait
    incrementing = [threading.Thread(target=counter.increment) for _ in range(threads)]
    for thread in incrementing:
        thread.start()
    gate.set()
    for thread in incrementing:
        thread.join()
