"""Wrong: sees with the lock that there is room, and takes that room without it: two may see the same."""

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
            with condition:
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

    producers = [threading.Thread(target=produce, args=(own,)) for own in orders]
    users = [threading.Thread(target=consume) for _ in range(consumers)]
    for thread in producers + users:
        thread.start()
    for thread in producers + users:
        thread.join()
