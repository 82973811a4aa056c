"""Counts the turn up and never begins again at the first name: everybody waits in the second round."""

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
                turn += 1
                condition.notify_all()

    threads = [threading.Thread(target=take_turns, args=(place,), name=name) for place, name in enumerate(names)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
