"""Any number of threads take turns.

All wait at one condition, so every change of turn has to wake all of them: a single notify may reach a thread whose
turn it is not, and that thread goes back to sleep with it.
"""

import threading


def rotate(names: list[str], rounds: int) -> None:
    """Print the names in turn, a name a line, again and again, `rounds` times.

    names: one or more names, all different. Each is printed by a thread of its own, which has the name too.
    rounds: how often each name is printed; 0 prints nothing.

    Return when all threads have ended.
    """
    condition = threading.Condition()
    turn = 0

    def take_turns(place: int) -> None:
        nonlocal turn
        for _ in range(rounds):
            with condition:
                while turn != place:
                    condition.wait()
                print(names[place])
                turn = (turn + 1) % len(names)
                condition.notify_all()

    threads = [threading.Thread(target=take_turns, args=(place,), name=name) for place, name in enumerate(names)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
