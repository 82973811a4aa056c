"""Whose turn it is stands in the module and is not set back: the second call goes on where the first one stopped."""

import threading

condition = threading.Condition()
turn = "even"


def run(name, first, limit):
    global turn
    for number in range(first, limit, 2):
        with condition:
            while turn != name:
                condition.wait()
            print(number)
            turn = "odd" if name == "even" else "even"
            condition.notify_all()


def alternate(limit, *, odd_first=False):
    threads = [
        threading.Thread(target=run, args=("even", 0, limit), name="even"),
        threading.Thread(target=run, args=("odd", 1, limit), name="odd"),
    ]
    if odd_first:
        threads.reverse()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
