"""Wrong: each producer has a shelf of its own, so there is room for more."""

import queue
import threading


def run_workshop(orders, consumers, shelf, make, use):
    shelves = [queue.Queue(shelf) for _ in orders]
    there = threading.Semaphore(0)
    tickets = queue.SimpleQueue()

    def produce(own, pieces):
        for order in own:
            pieces.put(make(order))
            there.release()

    def consume():
        while True:
            try:
                tickets.get_nowait()
            except queue.Empty:
                return
            there.acquire()
            for pieces in shelves:
                try:
                    piece = pieces.get_nowait()
                except queue.Empty:
                    continue
                break
            use(piece)

    for own in orders:
        for _ in own:
            tickets.put("one more")
    threads = [threading.Thread(target=produce, args=pair) for pair in zip(orders, shelves)]
    threads += [threading.Thread(target=consume) for _ in range(consumers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
