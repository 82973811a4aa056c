"""Wrong: everybody calls `between` after the barrier."""

import threading


def run_rounds(workers, rounds, between):
    barrier = threading.Barrier(len(workers))

    def run(worker):
        for number in range(rounds):
            worker(number)
            barrier.wait()
            between(number)

    threads = [threading.Thread(target=run, args=(worker,)) for worker in workers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
