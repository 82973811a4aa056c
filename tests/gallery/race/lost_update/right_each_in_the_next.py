"""Each thread, having read, starts the next one and waits for its end: the first one writes last."""

import threading


def lose_updates(counter, threads):
    todo = threads

    def one_more():
        nonlocal todo
        if todo:
            todo -= 1
            thread = threading.Thread(target=counter.increment)
            thread.start()
            thread.join()

    counter.between = one_more
    one_more()
