"""The CS programs of SCTBench, in Python and in other words."""

from __future__ import annotations

import contextlib
import threading
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from benchmarks.programs import Made


def _fine() -> bool:
    return True


def account(*, right: bool) -> Made:
    """Deposit and withdrawal; the wrong one reads the balance before it takes the lock."""
    lock = threading.Lock()
    balance = 10

    def deposit() -> None:
        nonlocal balance
        if right:
            with lock:
                balance = balance + 5
            return
        seen = balance
        with lock:
            balance = seen + 5

    def withdraw() -> None:
        nonlocal balance
        with lock:
            balance = balance - 3

    return (deposit, withdraw), lambda: balance == 12


def bluetooth(*, right: bool) -> Made:
    """A request enters unless the driver is stopping; the wrong one asks first and counts itself afterwards."""
    lock = threading.Lock()
    stopping = stopped = False
    pending = 1
    idle = threading.Event()

    def leave() -> None:
        nonlocal pending
        with lock:
            pending -= 1
            if pending == 0:
                idle.set()

    def enter() -> bool:
        nonlocal pending
        if not right:
            if stopping:
                return False
            with lock:
                pending += 1
            return True
        with lock:
            if stopping:
                return False
            pending += 1
            return True

    def request() -> None:
        if enter():
            assert not stopped, "a request on a driver that is gone"
            leave()

    def stop() -> None:
        nonlocal stopping, stopped
        with lock:
            stopping = True
        leave()
        idle.wait()
        stopped = True

    return (request, stop), _fine


def carter(*, right: bool) -> Made:
    """Two counters under two locks; one thread takes the second lock late, the other the first."""
    first, second = threading.Lock(), threading.Lock()
    one = two = 0

    def forwards() -> None:
        nonlocal one, two
        with first:
            one += 1
            if one == 1:
                with second:
                    two += 1

    def backwards() -> None:
        nonlocal one, two
        outer, inner = (first, second) if right else (second, first)
        with outer, inner:
            two += 1
            one += 1

    return (forwards, backwards, forwards), lambda: one == 3


def circular_buffer(*, right: bool) -> Made:
    """Five places in a ring, a sender and a receiver; only the right one asks whether it may go on."""
    size, total = 2, 3
    lock = threading.Condition()
    ring = [0] * size
    sent = received = 0
    got: list[int] = []

    def send() -> None:
        nonlocal sent
        for number in range(1, total + 1):
            with lock:
                while right and sent - received == size:
                    lock.wait()
                ring[sent % size] = number
                sent += 1
                lock.notify_all()

    def receive() -> None:
        nonlocal received
        for _ in range(total):
            with lock:
                while right and sent == received:
                    lock.wait()
                got.append(ring[received % size])
                received += 1
                lock.notify_all()

    return (send, receive), lambda: got == [1, 2, 3]


def deadlock01(*, right: bool) -> Made:
    """Two locks, the second thread takes them the other way round."""
    a, b = threading.Lock(), threading.Lock()
    count = 0

    def forwards() -> None:
        nonlocal count
        with a, b:
            count += 1

    def backwards() -> None:
        nonlocal count
        with contextlib.ExitStack() as held:
            for lock in (a, b) if right else (b, a):
                held.enter_context(lock)
            count -= 1

    return (forwards, backwards), lambda: count == 0


def lazy01(*, right: bool) -> Made:
    """One adds one, one adds two, one takes it that not both have yet."""
    lock = threading.Lock()
    data = 0

    def add(number: int) -> None:
        nonlocal data
        with lock:
            data += number

    def check() -> None:
        with lock:
            assert data <= 3 if right else data < 3, "both have been here"

    return (lambda: add(1), lambda: add(2), check), _fine


def queue(*, right: bool) -> Made:
    """Putting in and taking out by turns; the wrong taker believes a flag that was set when the putter began."""
    lock = threading.Condition()
    items: list[int] = []
    begun = False

    def put() -> None:
        nonlocal begun
        for number in range(2):
            with lock:
                begun = True
                lock.notify()
            with lock:
                items.append(number)
                lock.notify()

    def take() -> None:
        for _ in range(2):
            with lock:
                while not (items if right else begun):
                    lock.wait()
                assert items, "nothing in it"
                items.pop(0)

    return (put, take), _fine


def reorder(count: int, *, right: bool) -> Made:
    """*count* - 1 threads write two values one after the other; one looks, and must see both or neither."""
    lock = threading.Lock()
    a = b = 0

    def write() -> None:
        nonlocal a, b
        with lock if right else contextlib.nullcontext():
            a = 1
            b = -1

    def look() -> None:
        with lock if right else contextlib.nullcontext():
            assert (a, b) in ((0, 0), (1, -1)), "half done"

    return (*[write] * (count - 1), look), _fine


def stack(*, right: bool) -> Made:
    """Takers of a stack that holds one; the wrong ones ask and take in two steps."""
    lock = threading.Lock()
    items = [1]
    taken: list[int] = []

    def take() -> None:
        if right:
            with lock:
                if items:
                    taken.append(items.pop())
            return
        with lock:
            there = bool(items)
        if there:
            with lock:
                taken.append(items.pop())

    return (take, take), lambda: taken == [1]


def sync(*, right: bool) -> Made:
    """Two numbers handed over by notify; the wrong one waits without looking whether it has come."""
    condition = threading.Condition()
    number = 0

    def give() -> None:
        nonlocal number
        with condition:
            number += 1
            condition.notify()

    def take() -> None:
        nonlocal number
        with condition:
            if right:
                condition.wait_for(lambda: number > 0)
            else:
                condition.wait()
            number -= 1

    return (give, take), lambda: number == 0


def token_ring(*, right: bool) -> Made:
    """Each of four computes its value from the one before; the wrong ones do it in any order."""
    values = [1, 0, 0, 0, 0]
    done = [threading.Event() for _ in values]
    done[0].set()

    def pass_on(place: int) -> None:
        if right:
            done[place - 1].wait()
        values[place] = values[place - 1] + 1
        done[place].set()

    workers = tuple((lambda place=place: pass_on(place)) for place in range(1, 5))
    return workers, lambda: values == [1, 2, 3, 4, 5]


def _twostage(writers: int, *, right: bool) -> Made:
    one, two = threading.Lock(), threading.Lock()
    first = second = 0

    def write() -> None:
        nonlocal first, second
        if right:
            with one, two:
                first = 1
                second = first + 1
            return
        with one:
            first = 1
        with two:
            second = first + 1

    def look() -> None:
        with one if not right else contextlib.nullcontext():
            if right:
                with one, two:
                    seen, other = first, second
            else:
                seen = first
        if not right:
            with two:
                other = second
        assert seen == 0 or other == seen + 1, "the second is missing"

    return (*[write] * writers, look), _fine


def twostage(*, right: bool) -> Made:
    """A value, and another that is computed from it, each under its own lock."""
    return _twostage(1, right=right)


def twostage_many(writers: int, *, right: bool) -> Made:
    """The same with many writers."""
    return _twostage(writers, right=right)


def wronglock(*, right: bool) -> Made:
    """Two threads under one lock, and one under another."""
    lock, other = threading.Lock(), threading.Lock()
    count = 0

    def add(own: threading.Lock) -> None:
        nonlocal count
        with own:
            count = count + 1

    return (lambda: add(lock), lambda: add(lock), lambda: add(lock if right else other)), lambda: count == 3


def din_phil(count: int, *, right: bool) -> Made:
    """Philosophers who take the left fork first; in the right twin the last one takes the right one first."""
    forks = [threading.Lock() for _ in range(count)]
    meals = [0] * count

    def dine(place: int) -> None:
        left, other = forks[place], forks[(place + 1) % count]
        if right and place == count - 1:
            left, other = other, left
        with left, other:
            meals[place] += 1

    workers = tuple((lambda place=place: dine(place)) for place in range(count))
    return workers, lambda: meals == [1] * count
