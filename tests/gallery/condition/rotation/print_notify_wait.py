"""The alternation of two threads with a third one added: print, notify, wait, and nothing that says whose turn it is."""

import threading


def rotate(names, rounds):
    condition = threading.Condition()

    def take_turns(place):
        for _ in range(rounds):
            with condition:
                print(names[place])
                condition.notify()
                condition.wait()

    threads = [threading.Thread(target=take_turns, args=(place,), name=name) for place, name in enumerate(names)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
