"""Wrong: the barrier stands before the work: the first round begins together, and its end is not waited for."""

import threading


def run_rounds(workers, rounds, between):
    numbers = iter(range(rounds))
    barrier = threading.Barrier(len(workers))

    def run(worker):
        for number in range(rounds):
            if barrier.wait() == 0 and number > 0:
                between(number - 1)
            worker(number)

    threads = [threading.Thread(target=run, args=(worker,)) for worker in workers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if rounds:
        between(rounds - 1)
