"""Wrong: every thread makes a barrier of its own, and waits there for the others."""

import threading


def run_rounds(workers, rounds, between):
    def run(worker):
        barrier = threading.Barrier(len(workers))
        for number in range(rounds):
            worker(number)
            if barrier.wait() == 0:
                between(number)

    threads = [threading.Thread(target=run, args=(worker,)) for worker in workers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
