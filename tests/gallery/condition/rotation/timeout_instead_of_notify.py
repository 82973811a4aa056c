"""Wrong: the timeout of the wait does what a notify should do."""

import threading


def rotate(names, rounds):
    condition = threading.Condition()
    turn = 0

    def take_turns(place):
        nonlocal turn
        for _ in range(rounds):
            with condition:
                while turn != place:
                    condition.wait(timeout=0.05)
                print(names[place])
                turn = (turn + 1) % len(names)

    threads = [threading.Thread(target=take_turns, args=(place,), name=name) for place, name in enumerate(names)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
