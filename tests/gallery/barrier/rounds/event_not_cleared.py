"""Wrong: an event says that the round is over; it stays set, and from then on nobody waits."""

import threading


def run_rounds(workers, rounds, between):
    lock = threading.Lock()
    over = threading.Event()
    finished = 0

    def run(worker):
        nonlocal finished
        for number in range(rounds):
            worker(number)
            with lock:
                finished += 1
                if finished % len(workers) == 0:
                    between(number)
                    over.set()
            over.wait()

    threads = [threading.Thread(target=run, args=(worker,)) for worker in workers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
