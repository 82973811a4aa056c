"""Two plain locks, each released by the other thread: a lock belongs to nobody. The threads have their default names."""

import threading


def alternate(limit, *, odd_first=False):
    batons = [threading.Lock(), threading.Lock()]
    batons[1].acquire()

    def run(parity):
        for number in range(parity, limit, 2):
            batons[parity].acquire()
            print(number)
            batons[1 - parity].release()

    threads = [threading.Thread(target=run, args=(parity,)) for parity in ([1, 0] if odd_first else [0, 1])]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
