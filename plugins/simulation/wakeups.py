"""Wake-ups that CPython's Condition does not have: spurious ones, and a notify that wakes any of those who wait.

CPython's `notify` wakes in the order of waiting, and `wait` returns only when it was notified or timed out. The
documentation promises neither ("it is not safe to rely on this behavior", `threading.Condition.notify`), other
languages and POSIX allow both, and `while` around `wait` is right for both. So a spec may ask for them; what is found
then is labelled.

Each is done by a thread of the machine's own, an *imp*, that a strategy chooses like any other. So random choices, PCT,
exhaustive search and replays need to know nothing of them:

- spurious: with a thread's first wait on a condition an imp begins. When it is chosen while that thread sleeps, it
  wakes it; before or after, it does nothing.
- any: a notify for fewer than all begins an imp for each who waits, and the first ones that are chosen wake theirs.

Rejected: a second kind of choice, "which of them?", beside "who goes on?", which each strategy, token and shrinking
would have to learn.
"""

from __future__ import annotations

import sys
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from plugins.simulation.language import N_, _
from plugins.simulation.operations import TRY, WRITE
from plugins.simulation.recorder import Locator, thread_label

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from plugins.simulation.machine import Machine
    from plugins.simulation.simthread import SimThread
    from plugins.simulation.world import World

#: Whom a notify wakes.
IN_ORDER: Final = "in-order"
ANY: Final = "any"
WAKEUPS: Final = (IN_ORDER, ANY)


_SPURIOUS: Final = N_(
    "Run with more than CPython does today: a wait may return although nobody sent a notify (a spurious wake-up, one "
    "for each thread). Python's documentation does not rule it out."
)
_ANYBODY: Final = N_(
    "Run with more than CPython does today: a notify may wake any of those who wait. Python's documentation does not "
    "rule it out."
)
_BOTH: Final = N_(
    "Run with more than CPython does today: a wait may return although nobody sent a notify (a spurious wake-up, one "
    "for each thread), and a notify may wake any of those who wait. Python's documentation does not rule it out."
)


@dataclass(frozen=True)
class Wakeups:
    """How conditions wake their waiters.

    :ivar spurious: a wait may return without a notify, once for each thread and condition.
    :ivar order: whom a notify wakes, one of `WAKEUPS`.
    """

    spurious: bool = False
    order: str = IN_ORDER

    def label(self) -> list[str]:
        """Return a sentence that tells a reader what was asked for; none for what CPython does."""
        if self.spurious and self.order == ANY:
            return [_(_BOTH)]
        return [_(_SPURIOUS)] if self.spurious else [_(_ANYBODY)] if self.order == ANY else []


AS_IN_CPYTHON: Final = Wakeups()


@contextmanager
def applied(world: World, wakeups: Wakeups) -> Iterator[None]:
    """Let the conditions of *world* behave so within the block."""
    condition = world.library.threading.Condition
    plain = condition.wait, condition.notify
    if wakeups.spurious:
        condition.wait = _Spurious(world).around(condition.wait)
    if wakeups.order == ANY:
        condition.notify = _AnyOrder(world.machine).around(condition.notify)
    try:
        yield
    finally:
        condition.wait, condition.notify = plain


class _Spurious:
    """Begins an imp with a thread's first wait on a condition that the program itself waits on.

    The library's own waits stand in a loop, or rely on CPython's Condition as `Event.wait` does.
    """

    def __init__(self, world: World) -> None:
        self._machine = world.machine
        self._locator = Locator(world)
        self._program: SimThread | None = None
        self._begun: set[tuple[int, int]] = set()

    def around(self, plain: Callable[..., bool]) -> Callable[..., bool]:
        """Return `Condition.wait` with an imp."""
        wait_for = "Condition.wait_for"

        def wait(condition: Any, timeout: float | None = None) -> bool:
            caller = sys._getframe(1)
            if caller.f_code.co_qualname == wait_for and caller.f_back is not None:
                caller = caller.f_back
            if self._machine.current is not None and not self._locator.is_library(caller.f_code):
                self._begin(condition)
            return plain(condition, timeout)

        wait.__doc__ = plain.__doc__
        wait.__qualname__ = plain.__qualname__
        return wait

    def _begin(self, condition: Any) -> None:
        machine = self._machine
        if self._program is not machine.main:
            self._program = machine.main
            self._begun.clear()
        me = machine.current
        assert me is not None
        if (me.index, id(condition)) in self._begun or machine.ending or not condition._is_owned():
            return
        self._begun.add((me.index, id(condition)))
        lock = getattr(condition._lock, "_block", condition._lock)

        def imp() -> None:
            machine.point((TRY, lock, None))
            sleeping = me.wants
            if getattr(lock, "is_locked", False) or sleeping is None or sleeping not in condition._waiters:
                return
            condition._waiters.remove(sleeping)
            if machine.recorder is not None:
                machine.recorder.woken_spuriously(me)
            _wake(sleeping)

        _spawn(machine, imp)


@dataclass
class _Permit:
    """A notify that was sent and has not woken anybody yet.

    :ivar count: how many it will wake.
    :ivar woken: the names of those whom it has woken.
    """

    count: int
    waiters: list[Any]
    woken: list[str] = field(default_factory=list)


class _AnyOrder:
    """Lets a notify wake any of those who wait when it is sent."""

    def __init__(self, machine: Machine) -> None:
        self._machine = machine
        self._program: SimThread | None = None
        self._permits: dict[int, list[_Permit]] = {}

    def around(self, plain: Callable[..., None]) -> Callable[..., list[str] | None]:
        """Return `Condition.notify` that wakes in any order; it returns the names, of which more may come."""

        def notify(condition: Any, n: int = 1) -> list[str] | None:
            if self._machine.current is None or self._machine.ending or not condition._is_owned():
                plain(condition, n)
                return None
            return self._notify(condition, n, plain)

        notify.__doc__ = plain.__doc__
        notify.__qualname__ = plain.__qualname__
        return notify

    def _notify(self, condition: Any, n: int, plain: Callable[..., None]) -> list[str] | None:
        if self._program is not self._machine.main:
            self._program = self._machine.main
            self._permits.clear()
        waiters = list(condition._waiters)
        permits = self._permits.setdefault(id(condition), [])
        for permit in permits:
            permit.count = min(permit.count, sum(waiter in waiters for waiter in permit.waiters))
        permits[:] = [permit for permit in permits if permit.count]
        free = len(waiters) - sum(permit.count for permit in permits)
        if free <= 0:
            return []
        if n >= free:
            names = [thread_label(waiter.pending[0]) for waiter in waiters if waiter.pending]
            for permit in permits:
                permit.count = 0
            plain(condition, len(waiters))
            return names
        permit = _Permit(n, waiters)
        permits.append(permit)
        for waiter in waiters:
            self._offer(condition, permit, waiter)
        return permit.woken

    def _offer(self, condition: Any, permit: _Permit, waiter: Any) -> None:
        machine = self._machine

        def imp() -> None:
            machine.point((WRITE, permit, None))
            if not permit.count or waiter not in condition._waiters:
                return
            permit.count -= 1
            condition._waiters.remove(waiter)
            permit.woken.extend(thread_label(thread) for thread in waiter.pending)
            _wake(waiter)

        _spawn(machine, imp)


def _wake(waiter: Any) -> None:
    try:
        waiter.release()
    except RuntimeError:
        # Somebody else was first, as CPython's notify allows for too.
        return


def _spawn(machine: Machine, imp: Callable[[], None]) -> None:
    # Waited for at the end: exhaustive search exchanges only what has been run.
    thread = machine.spawn(imp, daemon=False)
    thread.label = "a wake-up"
    thread.internal = True
