"""Wrong: the main thread aborts when the time is over, perhaps in the middle of a group that is just leaving."""

import threading
import time


def cross(names, seats, patience, travel):
    ferry = threading.Barrier(seats)
    left_behind = []

    def passenger(name):
        try:
            ferry.wait()
        except threading.BrokenBarrierError:
            left_behind.append(name)
        else:
            travel(name)

    threads = [threading.Thread(target=passenger, args=(name,)) for name in names]
    for thread in threads:
        thread.start()
    time.sleep(patience)
    ferry.abort()
    for thread in threads:
        thread.join()
    return left_behind
