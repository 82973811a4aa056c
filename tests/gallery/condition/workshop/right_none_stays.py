"""A shelf that is a context manager and an iterator, and one None that stays on the shelf for all consumers."""

from collections import deque
from threading import Condition, Thread


class Shelf:
    def __init__(self, places):
        self.places = places
        self.pieces = deque()
        self.changed = Condition()

    def __enter__(self):
        return self

    def __exit__(self, *exc):
        self.put(None)

    def put(self, piece):
        with self.changed:
            self.changed.wait_for(lambda: len(self.pieces) < self.places)
            self.pieces.append(piece)
            self.changed.notify_all()

    def __iter__(self):
        return self

    def __next__(self):
        with self.changed:
            self.changed.wait_for(lambda: self.pieces)
            if self.pieces[0] is None:
                raise StopIteration
            self.changed.notify_all()
            return self.pieces.popleft()


def run_workshop(orders, consumers, shelf, make, use):
    pieces = Shelf(shelf)

    def work_off(own):
        for order in own:
            pieces.put(make(order))

    def use_up():
        for piece in pieces:
            use(piece)

    users = [Thread(target=use_up) for _ in range(consumers)]
    for user in users:
        user.start()
    with pieces:
        makers = [Thread(target=work_off, args=(own,)) for own in orders]
        for maker in makers:
            maker.start()
        for maker in makers:
            maker.join()
    for user in users:
        user.join()
