"""Wrong: counts the main thread in, which never comes to the barrier."""

import threading


def run_rounds(workers, rounds, between):
    numbers = iter(range(rounds))
    barrier = threading.Barrier(len(workers) + 1, action=lambda: between(next(numbers)))

    def run(worker):
        for number in range(rounds):
            worker(number)
            barrier.wait()

    threads = [threading.Thread(target=run, args=(worker,)) for worker in workers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
