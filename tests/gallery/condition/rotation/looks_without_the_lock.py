"""Looks at the turn first and takes the lock then: the notify comes in between and is lost."""

import threading


def rotate(names, rounds):
    condition = threading.Condition()
    turn = 0

    def take_turns(place):
        nonlocal turn
        for _ in range(rounds):
            while turn != place:
                with condition:
                    condition.wait()
            print(names[place])
            with condition:
                turn = (turn + 1) % len(names)
                condition.notify_all()

    threads = [threading.Thread(target=take_turns, args=(place,), name=name) for place, name in enumerate(names)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
