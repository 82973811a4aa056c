"""A post office, in which everybody waits for letters of their own.

One lock for all, and a condition for each name: so a notify reaches only those who can use it, and one is enough for
one letter.
"""

import threading
from collections import defaultdict, deque


class PostOffice:
    """Letters for people who fetch them."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._letters: defaultdict[str, deque[object]] = defaultdict(deque)
        self._arrived: defaultdict[str, threading.Condition] = defaultdict(lambda: threading.Condition(self._lock))

    def send(self, name: str, letter: object) -> None:
        """Leave a letter for the one with this *name*."""
        with self._lock:
            self._letters[name].append(letter)
            self._arrived[name].notify()

    def receive(self, name: str) -> object:
        """Return the oldest letter for this *name*; wait until there is one."""
        with self._lock:
            while not self._letters[name]:
                self._arrived[name].wait()
            return self._letters[name].popleft()
