"""Wrong: start and join in one loop: in each round they work one after the other."""

import threading


def run_rounds(workers, rounds, between):
    for number in range(rounds):
        for worker in workers:
            thread = threading.Thread(target=worker, args=(number,))
            thread.start()
            thread.join()
        between(number)
