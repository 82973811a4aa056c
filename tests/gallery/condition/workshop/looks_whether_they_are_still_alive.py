"""Wrong: nobody tells the consumers that it is over; they look every 0.05 s whether a producer is still alive."""

import threading


def run_workshop(orders, consumers, shelf, make, use):
    condition = threading.Condition()
    pieces = []

    def produce(own):
        for order in own:
            piece = make(order)
            with condition:
                while len(pieces) >= shelf:
                    condition.wait()
                pieces.append(piece)
                condition.notify_all()

    def consume():
        while True:
            with condition:
                while not pieces:
                    if not any(producer.is_alive() for producer in producers):
                        return
                    condition.wait(timeout=0.05)
                piece = pieces.pop(0)
                condition.notify_all()
            use(piece)

    producers = [threading.Thread(target=produce, args=(own,)) for own in orders]
    users = [threading.Thread(target=consume) for _ in range(consumers)]
    for thread in producers + users:
        thread.start()
    for thread in producers + users:
        thread.join()
