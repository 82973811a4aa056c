"""Asks once whether it is its turn: who was woken for somebody else's turn prints all the same."""

import threading


def rotate(names, rounds):
    condition = threading.Condition()
    turn = 0

    def take_turns(place):
        nonlocal turn
        for _ in range(rounds):
            with condition:
                if turn != place:
                    condition.wait()
                print(names[place])
                turn = (turn + 1) % len(names)
                condition.notify_all()

    threads = [threading.Thread(target=take_turns, args=(place,), name=name) for place, name in enumerate(names)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
