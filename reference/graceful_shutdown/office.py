"""Clerks who work until the office closes.

Whether it is open and what is there to be handled are guarded by one lock. So an item is accepted before the closing or
refused after it, and there is no moment in between in which it could get lost.
"""

import threading
from collections import deque
from collections.abc import Callable


class Office:
    """An office in which some threads, the clerks, handle what is submitted. It is open from the beginning.

    handle: called once for each item, by one of the clerks.
    clerks: how many there are, 1 or more. They work at the same time.
    """

    def __init__(self, handle: Callable[[object], object], clerks: int) -> None:
        self._handle = handle
        self._items: deque[object] = deque()
        self._is_open = True
        self._changed = threading.Condition()
        self._clerks = [threading.Thread(target=self._work, name=f"clerk {number}") for number in range(1, clerks + 1)]
        for clerk in self._clerks:
            clerk.start()

    def submit(self, item: object) -> None:
        """Let a clerk handle *item*; do not wait for that. Raise RuntimeError if the office is closed."""
        with self._changed:
            if not self._is_open:
                msg = "the office is closed"
                raise RuntimeError(msg)
            self._items.append(item)
            self._changed.notify()

    def stop(self, *, drain: bool = True) -> list[object]:
        """Close the office, wait until all clerks have gone home, and return what nobody will handle.

        drain: whether everything that was accepted is handled first.
        """
        with self._changed:
            self._is_open = False
            left = [] if drain else list(self._items)
            if not drain:
                self._items.clear()
            self._changed.notify_all()
        if threading.current_thread() not in self._clerks:
            for clerk in self._clerks:
                clerk.join()
        return left

    def _work(self) -> None:
        """Be a clerk: handle items for as long as the office is open or there are any."""
        while True:
            with self._changed:
                while self._is_open and not self._items:
                    self._changed.wait()
                if not self._items:
                    return
                item = self._items.popleft()
            self._handle(item)
