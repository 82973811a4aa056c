"""Wrong: notes who stays behind, and lets them travel all the same."""

import threading


def cross(names, seats, patience, travel):
    ferry = threading.Barrier(seats)
    left_behind = []

    def passenger(name):
        try:
            ferry.wait(patience)
        except threading.BrokenBarrierError:
            left_behind.append(name)
        finally:
            travel(name)

    threads = [threading.Thread(target=passenger, args=(name,)) for name in names]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return left_behind
