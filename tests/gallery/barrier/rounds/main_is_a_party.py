"""Right: the main thread comes to the barrier, too, and does what is to be done in between."""

import threading


def run_rounds(workers, rounds, between):
    barrier = threading.Barrier(len(workers) + 1)

    def run(worker):
        for number in range(rounds):
            worker(number)
            barrier.wait()
            barrier.wait()

    threads = [threading.Thread(target=run, args=(worker,)) for worker in workers]
    for thread in threads:
        thread.start()
    for number in range(rounds):
        barrier.wait()
        between(number)
        barrier.wait()
    for thread in threads:
        thread.join()
