"""Wrong: counts who has finished in a plain variable."""

import threading
import time


def run_rounds(workers, rounds, between):
    finished = 0

    def run(worker):
        nonlocal finished
        for number in range(rounds):
            worker(number)
            finished += 1
            while finished < len(workers) * (number + 1):
                time.sleep(0.001)

    threads = [threading.Thread(target=run, args=(worker,)) for worker in workers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for number in range(rounds):
        between(number)
