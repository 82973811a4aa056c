"""Wrong: calls wait where it should hand it over."""

import threading


def lose_updates(counter, threads):
    b = threading.Barrier(threads)
    counter.between = b.wait()
    ts = [threading.Thread(target=counter.increment) for _ in range(threads)]
    for t in ts:
        t.start()
    for t in ts:
        t.join()
