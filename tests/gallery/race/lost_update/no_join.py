"""Does not wait for the threads."""

import threading


def lose_updates(counter, threads):
    counter.between = threading.Barrier(threads).wait
    for _ in range(threads):
        threading.Thread(target=counter.increment).start()
