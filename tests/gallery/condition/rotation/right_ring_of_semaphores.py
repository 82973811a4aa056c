"""A ring of semaphores; each thread opens the next one's."""

import threading


def rotate(names, rounds):
    ring = [threading.Semaphore(0) for _ in names]
    ring[0].release()

    def take_turns(place):
        for _ in range(rounds):
            ring[place].acquire()
            print(names[place])
            ring[(place + 1) % len(ring)].release()

    threads = [threading.Thread(target=take_turns, args=(place,), name=name) for place, name in enumerate(names)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
