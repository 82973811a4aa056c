"""A barrier keeps the rounds apart, but says nothing about the order within a round."""

import threading


def rotate(names, rounds):
    barrier = threading.Barrier(len(names))

    def take_turns(place):
        for _ in range(rounds):
            print(names[place])
            barrier.wait()

    threads = [threading.Thread(target=take_turns, args=(place,), name=name) for place, name in enumerate(names)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
