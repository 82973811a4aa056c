"""Non-solutions of the Little Book of Semaphores, in Python and in other words."""

from __future__ import annotations

import threading
from threading import Semaphore
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from benchmarks.programs import Made


def _fine() -> bool:
    return True


def rendezvous(*, right: bool) -> Made:
    """Each has arrived before the other goes on; the wrong ones both wait first, unless one finds it there."""
    here, there = Semaphore(0), Semaphore(0)
    log: list[str] = []

    def first() -> None:
        log.append("a1")
        if right:
            here.release()
        there.acquire()
        if not right:
            here.release()
        log.append("a2")

    def second() -> None:
        log.append("b1")
        if right or log[0] == "b1":
            there.release()
            here.acquire()
        else:
            here.acquire()
            there.release()
        log.append("b2")

    return (first, second), lambda: set(log[:2]) == {"a1", "b1"}


def barrier(*, right: bool) -> Made:
    """The last of three opens the turnstile; only in the right twin each lets the next one through."""
    mutex, turnstile = Semaphore(1), Semaphore(0)
    count = 0

    def arrive() -> None:
        nonlocal count
        with mutex:
            count += 1
            last = count == 3
        if last:
            turnstile.release()
            if not right:
                return
        turnstile.acquire()
        turnstile.release() if right else None

    return (arrive, arrive, arrive), _fine


def reusable_barrier(*, right: bool) -> Made:
    """Two threads, two rounds; one turnstile can be passed twice by the same thread, two turnstiles cannot."""
    mutex, turnstile, second = Semaphore(1), Semaphore(0), Semaphore(1)
    count = 0
    rounds = [0, 0]

    def come(me: int) -> None:
        nonlocal count
        for _ in range(2):
            with mutex:
                count += 1
                if count == 2:
                    if right:
                        second.acquire()
                    turnstile.release()
            turnstile.acquire()
            turnstile.release()
            rounds[me] += 1
            assert abs(rounds[0] - rounds[1]) < 2, "one is a round ahead"
            with mutex:
                count -= 1
                if count == 0:
                    turnstile.acquire()
                    if right:
                        second.release()
            if right:
                second.acquire()
                second.release()

    return (lambda: come(0), lambda: come(1)), _fine


def mutex_over_wait(*, right: bool) -> Made:
    """A consumer that waits for an item while it holds the mutex that the producer needs."""
    mutex, items = Semaphore(1), Semaphore(0)
    buffer: list[int] = []

    def produce() -> None:
        with mutex:
            buffer.append(1)
        items.release()

    def consume() -> None:
        if right:
            items.acquire()
            with mutex:
                buffer.pop()
        else:
            with mutex:
                items.acquire()
                buffer.pop()

    return (produce, consume), lambda: not buffer


def readers_writers(*, right: bool) -> Made:
    """The first reader locks the room for all; the wrong ones count themselves without a mutex."""
    mutex, room = threading.Lock(), Semaphore(1)
    readers = 0
    writing = False

    def count_in() -> None:
        nonlocal readers
        here = readers
        readers = here + 1
        if here == 0:
            room.acquire()

    def count_out() -> None:
        nonlocal readers
        readers -= 1
        if readers == 0:
            room.release()

    def read() -> None:
        if right:
            with mutex:
                count_in()
        else:
            count_in()
        assert not writing, "reads while somebody writes"
        with mutex:
            count_out()

    def write() -> None:
        nonlocal writing
        with room:
            writing = True
            writing = False

    return (read, write, read), _fine


def no_starve(*, right: bool) -> Made:
    """Before the room there is a waiting room, that must be empty when the room is opened."""
    mutex = threading.Lock()
    waiting = inside = 0

    def pass_through() -> None:
        nonlocal waiting, inside
        with mutex:
            waiting += 1
            if right:
                inside += 1
        with mutex:
            if not right:
                inside += 1
            assert inside >= waiting, "somebody waits and is not counted"

    return (pass_through, pass_through), _fine


def smokers(*, right: bool) -> Made:
    """An agent lays out two ingredients; the wrong smokers take the first and wait for the second."""
    table = threading.Condition()
    tobacco, paper, match = Semaphore(0), Semaphore(0), Semaphore(0)
    laid: set[str] = set()

    def agent() -> None:
        if right:
            with table:
                laid.update(("tobacco", "paper"))
                table.notify_all()
        else:
            tobacco.release()
            paper.release()

    def smoker(name: str, one: Semaphore, other: Semaphore) -> None:
        if right:
            with table:
                table.wait_for(lambda: laid)
                if name not in laid:
                    laid.clear()
                    laid.add("smoked")
        else:
            one.acquire(timeout=5) and other.acquire() and laid.add("smoked")  # type: ignore[func-returns-value]  # in one expression

    return (
        agent,
        lambda: smoker("match", tobacco, paper),
        lambda: smoker("tobacco", paper, match),
    ), lambda: bool(laid)


def barber(*, right: bool) -> Made:
    """One chair to wait in; the wrong customers ask for it and take it in two steps."""
    mutex = threading.Lock()
    waiting = 0

    def visit() -> None:
        nonlocal waiting
        with mutex:
            free = waiting < 1
            if free and right:
                waiting += 1
        if not free:
            return
        if not right:
            with mutex:
                waiting += 1
        assert waiting <= 1, "two on one chair"
        with mutex:
            waiting -= 1

    return (visit, visit), _fine


def savages(*, right: bool) -> Made:
    """A pot with two servings, three savages and a cook; the wrong ones look into the pot and then take."""
    mutex = threading.Condition()
    pot = [1, 2]
    eaten: list[int] = []

    def eat() -> None:
        if right:
            with mutex:
                if not pot:
                    pot.append(3)
                eaten.append(pot.pop())
        else:
            if not pot:
                pot.append(3)
            eaten.append(pot.pop())

    return (eat, eat, eat), lambda: len(eaten) == 3


def h2o(*, right: bool) -> Made:
    """Two hydrogen atoms and one oxygen atom make a molecule; the wrong ones bond as soon as somebody is there."""
    condition = threading.Condition()
    bonds: list[str] = []
    hydrogen = oxygen = 0

    def bond(kind: str) -> None:
        nonlocal hydrogen, oxygen
        with condition:
            if kind == "H":
                hydrogen += 1
            else:
                oxygen += 1
            condition.notify_all()
            if right:
                condition.wait_for(lambda: hydrogen >= 2 and oxygen >= 1)
            else:
                condition.wait_for(lambda: hydrogen + oxygen >= 2)
            assert hydrogen >= 2 and oxygen >= 1, "an atom too few"
            bonds.append(kind)

    return (lambda: bond("H"), lambda: bond("O"), lambda: bond("H")), _fine


def lightswitch(*, right: bool) -> Made:
    """The first one in locks the room, the last one out unlocks it; the wrong ones ask again outside of the mutex."""
    mutex, room = threading.Lock(), Semaphore(1)
    count = 0

    def visit() -> None:
        nonlocal count
        with mutex:
            count += 1
            first = count == 1
            if first:
                room.acquire()
        with mutex:
            count -= 1
            last = count == 0
            if last and right:
                room.release()
        if not right and count == 0 and last:
            room.release()

    def clean() -> None:
        with room:
            pass

    return (visit, visit, clean), _fine
