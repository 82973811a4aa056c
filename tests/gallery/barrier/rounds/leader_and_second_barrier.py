"""Right: one of them calls `between`, and a second wait keeps the others until that is done."""

import threading


def run_rounds(workers, rounds, between):
    barrier = threading.Barrier(len(workers))

    class Worker(threading.Thread):
        def __init__(self, work):
            super().__init__()
            self.work = work

        def run(self):
            for number in range(rounds):
                self.work(number)
                if barrier.wait() == 0:
                    between(number)
                barrier.wait()

    threads = [Worker(work) for work in workers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
