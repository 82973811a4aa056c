"""One condition, and a count of the producers still at work."""

import threading


def run_workshop(orders, consumers, shelf, make, use):
    condition = threading.Condition()
    pieces = []
    working = len(orders)

    def produce(own):
        nonlocal working
        for order in own:
            piece = make(order)
            with condition:
                while len(pieces) >= shelf:
                    condition.wait()
                pieces.append(piece)
                condition.notify_all()
        with condition:
            working -= 1
            condition.notify_all()

    def consume():
        while True:
            with condition:
                while not pieces and working:
                    condition.wait()
                if not pieces:
                    return
                piece = pieces.pop(0)
                condition.notify_all()
            use(piece)

    producers = [threading.Thread(target=produce, args=(own,), name=f"producer {n}") for n, own in enumerate(orders)]
    users = [threading.Thread(target=consume, name=f"consumer {n}") for n in range(consumers)]
    for thread in producers + users:
        thread.start()
    for thread in producers + users:
        thread.join()
