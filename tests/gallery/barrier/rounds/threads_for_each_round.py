"""Right: new threads in each round; the end of a round is that all are joined."""

import threading


def run_rounds(workers, rounds, between):
    for number in range(rounds):
        threads = [threading.Thread(target=worker, args=(number,)) for worker in workers]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        between(number)
