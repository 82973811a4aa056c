"""One lock, a condition for each place: exactly the next thread is woken."""

import threading


def rotate(names, rounds):
    lock = threading.Lock()
    called = [threading.Condition(lock) for _ in names]
    turn = 0

    def take_turns(place):
        nonlocal turn
        for _ in range(rounds):
            with lock:
                while turn != place:
                    called[place].wait()
                print(names[place])
                turn = (place + 1) % len(names)
                called[turn].notify()

    threads = [threading.Thread(target=take_turns, args=(place,), name=name) for place, name in enumerate(names)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
