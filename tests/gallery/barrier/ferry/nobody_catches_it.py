"""Wrong: a timeout, and nobody is ready for the BrokenBarrierError that it ends in."""

import threading


def cross(names, seats, patience, travel):
    ferry = threading.Barrier(seats)
    travelled = []
    left_behind = []

    def passenger(name):
        ferry.wait(patience)
        travelled.append(name)
        travel(name)

    threads = [threading.Thread(target=passenger, args=(name,)) for name in names]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return [name for name in names if name not in travelled]
