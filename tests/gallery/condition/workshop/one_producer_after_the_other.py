"""Starts a producer and waits for it before it starts the next one."""

import queue
import threading


def run_workshop(orders, consumers, shelf, make, use):
    shelf_queue = queue.Queue(shelf)

    def produce(own):
        for order in own:
            shelf_queue.put(make(order))

    def consume():
        while (piece := shelf_queue.get()) is not None:
            use(piece)

    users = [threading.Thread(target=consume, name=f"consumer {n}") for n in range(consumers)]
    for thread in users:
        thread.start()
    for number, own in enumerate(orders):
        producer = threading.Thread(target=produce, args=(own,), name=f"producer {number}")
        producer.start()
        producer.join()
    for _ in users:
        shelf_queue.put(None)
    for thread in users:
        thread.join()
