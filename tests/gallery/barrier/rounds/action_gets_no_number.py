"""Wrong: hands over between itself as the barrier's action, which is called without arguments."""

import threading


def run_rounds(workers, rounds, between):
    barrier = threading.Barrier(len(workers), action=between)

    def run(worker):
        for r in range(rounds):
            worker(r)
            barrier.wait()

    ts = [threading.Thread(target=run, args=(w,)) for w in workers]
    for t in ts:
        t.start()
    for t in ts:
        t.join()
