"""What goes wrong in Python programs with threads, small."""

from __future__ import annotations

import contextlib
import queue
import threading
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from benchmarks.programs import Made


def _fine() -> bool:
    return True


def lost_update(*, right: bool) -> Made:
    """Two threads add one."""
    lock = threading.Lock()
    total = 0

    def add() -> None:
        nonlocal total
        with lock if right else contextlib.nullcontext():
            total += 1

    return (add, add), lambda: total == 2


class _Number:
    """A number that is read and written under a lock, each for itself."""

    def __init__(self) -> None:
        self.lock = threading.RLock()
        self._value = 0

    def get(self) -> int:
        """Return it."""
        with self.lock:
            return self._value

    def put(self, value: int) -> None:
        """Change it."""
        with self.lock:
            self._value = value


def hidden_update(*, right: bool) -> Made:
    """Every access is locked, but not both together."""
    number = _Number()

    def add() -> None:
        with number.lock if right else contextlib.nullcontext():
            number.put(number.get() + 1)

    return (add, add), lambda: number.get() == 2


def opened_twice(*, right: bool) -> Made:
    """Something that may exist once is made by who first needs it."""
    lock = threading.Lock()
    opened: list[object] = []
    connection: object | None = None

    def use() -> None:
        nonlocal connection
        with lock if right else contextlib.nullcontext():
            if connection is None:
                connection = object()
                opened.append(connection)

    return (use, use), lambda: len(opened) == 1


def half_made(*, right: bool) -> Made:
    """A table is published and then filled; the right one is filled and then published."""
    lock = threading.Lock()
    table: dict[str, int] | None = None

    def use() -> None:
        nonlocal table
        if table is None:
            with lock:
                if table is None:
                    made: dict[str, int] = {}
                    if right:
                        made["one"] = 1
                        table = made
                    else:
                        table = made
                        made["one"] = 1
        assert table["one"] == 1

    return (use, use), _fine


def buffer_with_if(*, right: bool) -> Made:
    """A bounded buffer; the wrong one asks once whether it may go on."""
    lock = threading.Lock()
    not_full, not_empty = threading.Condition(lock), threading.Condition(lock)
    items: list[int] = []
    taken: list[int] = []

    def put(item: int) -> None:
        with lock:
            while items:
                not_full.wait()
                if not right:
                    break
            items.append(item)
            not_empty.notify()

    def take() -> None:
        with lock:
            while not items:
                not_empty.wait()
                if not right:
                    break
            taken.append(items.pop(0))
            not_full.notify()

    return (lambda: put(1), lambda: put(2), take, take), lambda: sorted(taken) == [1, 2]


def wrong_kind(*, right: bool) -> Made:
    """Producers and consumers wait on one condition, and one notify can wake one of the same kind."""
    condition = threading.Condition()
    items: list[int] = []

    def wake() -> None:
        if right:
            condition.notify_all()
        else:
            condition.notify()

    def put() -> None:
        with condition:
            while items:
                condition.wait()
            items.append(1)
            wake()

    def take() -> None:
        with condition:
            while not items:
                condition.wait()
            items.pop()
            wake()

    return (take, take, put, put), lambda: not items


def cleared_event(*, right: bool) -> Made:
    """News are announced by an event; the wrong reader clears it behind the reading."""
    news = threading.Event()
    board: list[int] = []

    def write() -> None:
        for number in range(2):
            board.append(number)
            news.set()

    def read() -> None:
        seen = 0
        while seen < 2:
            news.wait()
            if right:
                news.clear()
            seen = len(board)
            if not right:
                news.clear()

    return (write, read), _fine


def join_on_queue(*, right: bool) -> Made:
    """Work that fails is not reported as done, in one of two orders."""
    jobs: queue.Queue[int] = queue.Queue()
    ready = 0

    def put() -> None:
        nonlocal ready
        jobs.put(1)
        ready = 1
        jobs.join()

    def work() -> None:
        jobs.get()
        try:
            if not ready:
                raise LookupError
            jobs.task_done()
        except LookupError:
            if right:
                jobs.task_done()

    return (put, work), _fine


def sentinel(*, right: bool) -> Made:
    """One None ends one consumer; the other one may wait for ever."""
    jobs: queue.Queue[int | None] = queue.Queue()

    def put() -> None:
        jobs.put(1)
        jobs.put(2)
        jobs.put(None)
        if right:
            jobs.put(None)

    def consume() -> None:
        for _ in range(2):
            if jobs.get() is None:
                return
        if right:
            assert jobs.get() is None

    return (put, consume, consume), _fine


def kept_lock(*, right: bool) -> Made:
    """What goes wrong between taking and releasing leaves the lock taken."""
    lock = threading.Lock()
    share: dict[str, int] = {}

    def fill() -> None:
        share["half"] = 2

    def divide() -> None:
        lock.acquire()
        try:
            share.pop("half")
        except KeyError:
            if right:
                lock.release()
            return
        lock.release()

    def count() -> None:
        with lock:
            share["count"] = len(share)

    return (fill, divide, count), _fine


def transfer(*, right: bool) -> Made:
    """Each transfer takes the lock of the sender and then of the receiver."""
    locks = [threading.Lock() for _ in range(3)]
    money = [10, 10, 10]

    def move(sender: int, receiver: int) -> None:
        first, second = sorted((sender, receiver)) if right else (sender, receiver)
        with locks[first], locks[second]:
            money[sender] -= 1
            money[receiver] += 1

    return (lambda: move(0, 1), lambda: move(1, 2), lambda: move(2, 0)), lambda: money == [10, 10, 10]


def three_flags(*, right: bool) -> Made:
    """Each raises its flag, looks, and lowers it; something is wrong when the third sees the other two up."""
    lock = threading.Lock()
    flags = [False, False, False]

    def wave(me: int) -> None:
        with lock if right else contextlib.nullcontext():
            flags[me] = True
            flags[me] = False

    def look() -> None:
        with lock if right else contextlib.nullcontext():
            assert not (flags[0] and flags[1] and flags[2]), "all three at the same time"

    return (*[(lambda me=me: wave(me)) for me in range(3)], look), _fine


def late_window(*, right: bool) -> Made:
    """Twenty rounds of private work, then one moment in which another thread must not look."""
    state: dict[str, Any] = {"private": 0, "open": False}
    own = {"count": 0}
    lock = threading.Lock()

    def work() -> None:
        for _ in range(20):
            own["count"] = own["count"] + 1
        with lock if right else contextlib.nullcontext():
            state["open"] = True
            state["open"] = False

    def look() -> None:
        with lock if right else contextlib.nullcontext():
            assert not state["open"], "it stood open"

    return (work, look), _fine


def rare_order(count: int, *, right: bool) -> Made:
    """Threads append their numbers; some of the orders, one in a thousand, are wrong."""
    order: list[int] = []

    def come(me: int) -> None:
        order.append(me)

    def holds() -> bool:
        return right or not (order[0] == 7 and order[-1] == 3 and order[1] > 12)

    return tuple((lambda me=me: come(me)) for me in range(count)), holds
