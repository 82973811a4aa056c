"""Wrong: nobody waits for anybody: the quick ones run ahead, and `between` is called by the last line."""

import threading


def run_rounds(workers, rounds, between):
    def run(worker):
        for number in range(rounds):
            worker(number)

    threads = [threading.Thread(target=run, args=(worker,)) for worker in workers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for number in range(rounds):
        between(number)
