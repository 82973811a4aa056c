"""Wrong: the document's program: without a timeout, those who do not fill the ferry wait for ever."""

import threading


def cross(names, seats, patience, travel):
    bar = threading.Barrier(seats)
    left_behind = []

    def passenger(name):
        bar.wait()
        travel(name)

    threads = [threading.Thread(target=passenger, args=(name,)) for name in names]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return left_behind
