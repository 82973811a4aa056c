"""Each producer sends a None when it has done: too many or too few, and a piece may come after it."""

import queue
import threading


def run_workshop(orders, consumers, shelf, make, use):
    shelf_queue = queue.Queue(shelf)

    def produce(own):
        for order in own:
            shelf_queue.put(make(order))
        shelf_queue.put(None)

    def consume():
        while (piece := shelf_queue.get()) is not None:
            use(piece)

    producers = [threading.Thread(target=produce, args=(own,), name=f"producer {n}") for n, own in enumerate(orders)]
    users = [threading.Thread(target=consume, name=f"consumer {n}") for n in range(consumers)]
    for thread in producers + users:
        thread.start()
    for thread in producers + users:
        thread.join()
