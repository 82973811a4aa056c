"""Wrong: counts who has come, sleeps for as long as there is patience, and looks whether the count fits; by then more have come."""

import threading
import time


def cross(names, seats, patience, travel):
    lock = threading.Lock()
    here = 0
    left_behind = []

    def passenger(name):
        nonlocal here
        with lock:
            here += 1
        time.sleep(patience)
        if here >= seats:
            travel(name)
        else:
            left_behind.append(name)

    threads = [threading.Thread(target=passenger, args=(name,)) for name in names]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return left_behind
