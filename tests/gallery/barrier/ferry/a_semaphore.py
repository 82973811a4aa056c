"""Wrong: a semaphore lets so many travel at a time, but it does not wait until so many are there."""

import threading


def cross(names, seats, patience, travel):
    ferry = threading.Semaphore(seats)
    left_behind = []

    def passenger(name):
        if ferry.acquire(timeout=patience):
            travel(name)
            ferry.release()
        else:
            left_behind.append(name)

    threads = [threading.Thread(target=passenger, args=(name,)) for name in names]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return left_behind
