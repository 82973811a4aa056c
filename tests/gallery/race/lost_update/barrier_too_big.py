"""The barrier waits for the starter too, who never comes."""

import threading


def lose_updates(counter, threads):
    counter.between = threading.Barrier(threads + 1).wait
    incrementing = [threading.Thread(target=counter.increment) for _ in range(threads)]
    for thread in incrementing:
        thread.start()
    for thread in incrementing:
        thread.join()
