"""Wrong: one calls `between`, as it should be, but the others go on with the next round meanwhile."""

import threading


def run_rounds(workers, rounds, between):
    barrier = threading.Barrier(len(workers))

    def run(worker):
        for number in range(rounds):
            worker(number)
            if barrier.wait() == 0:
                between(number)

    threads = [threading.Thread(target=run, args=(worker,)) for worker in workers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
