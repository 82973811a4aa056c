"""Right: a pool with a thread for each passenger; each future tells whether that one crossed."""

import threading
from concurrent.futures import ThreadPoolExecutor


def cross(names, seats, patience, travel):
    ferry = threading.Barrier(seats)

    def crosses(name):
        try:
            ferry.wait(timeout=patience)
        except threading.BrokenBarrierError:
            return False
        travel(name)
        return True

    if not names:
        return []
    with ThreadPoolExecutor(max_workers=len(names)) as pool:
        answers = list(pool.map(crosses, names))
    return [name for name, crossed in zip(names, answers) if not crossed]
