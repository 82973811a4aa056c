"""The barrier is made for two threads, whatever their number."""

import threading


def lose_updates(counter, threads):
    counter.between = threading.Barrier(2).wait
    incrementing = [threading.Thread(target=counter.increment) for _ in range(threads)]
    for thread in incrementing:
        thread.start()
    for thread in incrementing:
        thread.join()
