"""Wrong: a barrier for all who come, not for as many as there are seats."""

import threading


def cross(names, seats, patience, travel):
    ferry = threading.Barrier(max(1, len(names)))
    left_behind = []

    def passenger(name):
        try:
            ferry.wait(patience)
        except threading.BrokenBarrierError:
            left_behind.append(name)
        else:
            travel(name)

    threads = [threading.Thread(target=passenger, args=(name,)) for name in names]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return left_behind
