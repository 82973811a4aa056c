"""Wrong: only the main thread loses patience; those who wait at the barrier sit there still."""

import threading


def cross(names, seats, patience, travel):
    ferry = threading.Barrier(seats)
    travelled = []

    def passenger(name):
        ferry.wait()
        travelled.append(name)
        travel(name)

    threads = [threading.Thread(target=passenger, args=(name,), daemon=True) for name in names]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(patience)
    return [name for name in names if name not in travelled]
