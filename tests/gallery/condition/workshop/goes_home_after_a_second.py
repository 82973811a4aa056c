"""Wrong: a consumer for whom nothing has come for a second takes that for the end."""

import queue
import threading


def run_workshop(orders, consumers, shelf, make, use):
    pieces = queue.Queue(shelf)

    def produce(own):
        for order in own:
            pieces.put(make(order))

    def consume():
        while True:
            try:
                piece = pieces.get(timeout=1)
            except queue.Empty:
                return
            use(piece)

    producers = [threading.Thread(target=produce, args=(own,)) for own in orders]
    users = [threading.Thread(target=consume) for _ in range(consumers)]
    for thread in producers + users:
        thread.start()
    for thread in producers + users:
        thread.join()
