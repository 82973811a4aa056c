"""Wrong: who finds the shelf full for five seconds throws the piece away."""

import contextlib
import queue
import threading


def run_workshop(orders, consumers, shelf, make, use):
    pieces = queue.Queue(shelf)

    def produce(own):
        for order in own:
            with contextlib.suppress(queue.Full):
                pieces.put(make(order), timeout=5)

    def consume():
        while (piece := pieces.get()) is not None:
            use(piece)

    producers = [threading.Thread(target=produce, args=(own,)) for own in orders]
    users = [threading.Thread(target=consume) for _ in range(consumers)]
    for thread in producers + users:
        thread.start()
    for thread in producers:
        thread.join()
    for _ in users:
        pieces.put(None)
    for thread in users:
        thread.join()
