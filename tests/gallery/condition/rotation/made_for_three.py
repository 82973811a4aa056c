"""The successor is looked up for three threads: four take turns among the first three only."""

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
                turn = (turn + 1) % 3
                condition.notify_all()

    threads = [threading.Thread(target=take_turns, args=(place,), name=name) for place, name in enumerate(names)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
