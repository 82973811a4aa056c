"""Wakes one of the waiting threads; it may be one whose turn it is not, and the right one sleeps on."""

import threading


def rotate(names, rounds):
    condition = threading.Condition()
    turn = 0

    def take_turns(place):
        nonlocal turn
        for _ in range(rounds):
            with condition:
                while turn != place:
                    condition.wait()
                print(names[place])
                turn = (turn + 1) % len(names)
                condition.notify()

    threads = [threading.Thread(target=take_turns, args=(place,), name=name) for place, name in enumerate(names)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
