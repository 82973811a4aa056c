"""Does not wait for its turn: whoever finds that it is another's goes on to the next round without printing."""

import threading


def rotate(names, rounds):
    lock = threading.Lock()
    turn = 0

    def take_turns(place):
        nonlocal turn
        for _ in range(rounds):
            with lock:
                if turn == place:
                    print(names[place])
                    turn = (turn + 1) % len(names)

    threads = [threading.Thread(target=take_turns, args=(place,), name=name) for place, name in enumerate(names)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
