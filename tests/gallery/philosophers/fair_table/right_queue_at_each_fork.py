"""A queue at each fork; who comes joins both queues in one step, and eats when it is first in both."""

import threading
from collections import deque


class FairTable:
    def __init__(self, seats):
        self.queues = [deque() for _ in range(seats)]
        self.condition = threading.Condition()

    def dine(self, seat, meal):
        mine = (self.queues[seat], self.queues[(seat + 1) % len(self.queues)])
        with self.condition:
            for queue in mine:
                queue.append(seat)
            while any(queue[0] != seat for queue in mine):
                self.condition.wait()
        try:
            meal()
        finally:
            with self.condition:
                for queue in mine:
                    queue.popleft()
                self.condition.notify_all()
