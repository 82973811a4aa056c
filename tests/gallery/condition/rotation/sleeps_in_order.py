"""Each thread starts a little later than the one before, and hopes that this lasts."""

import threading
import time


def rotate(names, rounds):
    def take_turns(place):
        time.sleep(0.1 * place)
        for _ in range(rounds):
            print(names[place])
            time.sleep(0.1 * len(names))

    threads = [threading.Thread(target=take_turns, args=(place,), name=name) for place, name in enumerate(names)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
