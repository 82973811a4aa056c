"""The tutorial's way: many additions in every thread, and the hope that one gets lost."""

import threading


def lose_updates(counter, threads):
    def run():
        for _ in range(100):
            counter.increment()

    hammering = [threading.Thread(target=run) for _ in range(threads)]
    for thread in hammering:
        thread.start()
    for thread in hammering:
        thread.join()
