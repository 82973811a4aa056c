"""Wrong: two threads work off the orders of all producers, however many there are."""

import queue
import threading
from concurrent.futures import ThreadPoolExecutor


def run_workshop(orders, consumers, shelf, make, use):
    pieces = queue.Queue(shelf)

    def produce(own):
        for order in own:
            pieces.put(make(order))

    def consume():
        while (piece := pieces.get()) is not None:
            use(piece)

    users = [threading.Thread(target=consume) for _ in range(consumers)]
    for thread in users:
        thread.start()
    with ThreadPoolExecutor(max_workers=2) as pool:
        for own in orders:
            pool.submit(produce, own)
    for _ in users:
        pieces.put(None)
    for thread in users:
        thread.join()
