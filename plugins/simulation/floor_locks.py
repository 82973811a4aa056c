"""The lock of the simulated floor: `_thread.lock`, on the machine.

Everything that blocks in the standard library blocks on one of these, so this is where threads wait and where the
happens-before edges of the race detector come from. What is said about wrong arguments is said by a real lock, so that
it is always this Python's own wording.

Compared with `Modules/_threadmodule.c` of CPython 3.11.7, 3.12.1 and 3.13.0.
"""

from __future__ import annotations

import _thread as real_thread
import sys
from types import FunctionType, MethodType
from typing import TYPE_CHECKING, Any, Final, NoReturn

from plugins.simulation.machine import Machine, Unwind
from plugins.simulation.operations import ACQUIRE, LOOK, RELEASE, TRY
from plugins.simulation.simthread import merge

if TYPE_CHECKING:
    from collections.abc import Callable

    from plugins.simulation.simthread import SimThread

_REAL_NAMES: Final = dir(real_thread.allocate_lock())

#: Of so many threads a list is searched sooner than a set is made.
FEW: Final = 4


def make_lock_type(machine: Machine) -> tuple[type, Callable[[], Any]]:
    """Return the class of locks of *machine*, and what makes one (`_thread.allocate_lock`)."""
    new = object.__new__

    class Lock(metaclass=_CalledInFull):
        """A lock, as `_thread.lock`.

        :ivar pending: threads that are about to take it or wait for it.
        :ivar holder: the thread that took it last, while it is locked.
        :ivar silent: the library's own; taking it while it is free offers no switch.
        """

        __slots__ = ("__weakref__", "clock", "holder", "is_locked", "pending", "released_by", "silent", "since")

        is_locked: bool
        holder: SimThread | None
        pending: list[SimThread]
        silent: bool
        clock: list[int] | None
        released_by: SimThread | None
        since: Any

        def __new__(cls, *args: Any, **kwargs: Any) -> Any:
            if args or kwargs or sys.version_info < (3, 13):
                type(real_thread.allocate_lock())(*args, **kwargs)
            return allocate_lock(cls)

        def __init_subclass__(cls) -> NoReturn:
            msg = "type '_thread.lock' is not an acceptable base type"
            raise TypeError(msg)

        def acquire(self, blocking: bool = True, timeout: float = -1) -> bool:
            """Take the lock; see `threading.Lock.acquire`."""
            me = machine.current
            if blocking is not True or timeout != -1:
                real_thread.allocate_lock().acquire(blocking, timeout)
                if me is not None and not (blocking and timeout == -1):
                    return self._try(me, timeout if blocking else 0)
            if me is None:
                return self._acquire_outside(blocking)
            if machine.ending:
                raise Unwind
            if not self.is_locked:
                machine.steps += 1
                if machine.steps >= machine.checkpoint:
                    machine._look()
                runnable = machine.runnable
                if len(runnable) > machine.alone and not machine.quiet and (machine.systematic or not self.silent):
                    if machine.systematic or machine.keeps_operations:
                        me.operation = (ACQUIRE, self, None)
                    following = machine.choose(runnable, me)
                    if following is not me:
                        self.pending.append(me)
                        me.wants = self
                        try:
                            machine.hand_over(following)
                        finally:
                            self.pending.remove(me)
                            me.wants = None
            else:
                self._wait(me)
            return self._take(me)

        def _take(self, me: SimThread) -> bool:
            self.is_locked = True
            self.holder = me
            if machine.recorder is not None:
                machine.recorder.acquired(self)
            if self.pending:
                runnable = machine.runnable
                there = runnable if len(self.pending) <= FEW else set(runnable)
                for other in self.pending:
                    if other in there and not other.may_time_out:
                        runnable.remove(other)
                        if machine.recorder is not None:
                            machine.recorder.overtaken(other, self)
            if self.released_by is not me and self.clock is not None:
                merge(me.clock, self.clock)
            return True

        def _wait(self, me: SimThread) -> None:
            """Wait without a timeout until the lock can be taken."""
            self.pending.append(me)
            me.wants = self
            machine.runnable.remove(me)
            if machine.recorder is not None:
                machine.recorder.blocked(self)
            try:
                machine.block((ACQUIRE, self, None))
            finally:
                self.pending.remove(me)
                me.wants = None

        def _try(self, me: SimThread, timeout: float) -> bool:
            """Take the lock within *timeout* seconds of virtual time; 0 means now or not at all."""
            if machine.ending:
                raise Unwind
            if not self.silent:
                machine.tries_seen = True
            if timeout <= 0:
                if machine.systematic or not self.silent:
                    machine.point((TRY, self, None))
                else:
                    machine.steps += 1
                if self.is_locked:
                    if machine.recorder is not None:
                        machine.recorder.refused(self)
                    return False
                return self._take(me)
            machine.set_timer(timeout)
            self.pending.append(me)
            me.wants = self
            try:
                if not self.is_locked:
                    machine.point((TRY, self, None))
                else:
                    if not me.may_time_out:
                        machine.runnable.remove(me)
                    if machine.recorder is not None:
                        machine.recorder.blocked(self)
                    machine.block((TRY, self, None))
            finally:
                self.pending.remove(me)
                me.wants = None
                machine._settle_timer(me, timed_out=self.is_locked)
            if self.is_locked:
                if machine.recorder is not None:
                    machine.recorder.timed_out(self)
                return False
            return self._take(me)

        def _acquire_outside(self, blocking: bool) -> bool:
            """Take the lock while no program runs: there is one thread, which must not wait for itself."""
            if self.is_locked:
                if not blocking:
                    return False
                msg = "a lock of the simulation is still held, and no program runs that could release it"
                raise RuntimeError(msg)
            self.is_locked = True
            self.holder = None
            return True

        def release(self) -> None:
            """Release the lock; any thread may."""
            me = machine.current
            if me is not None:
                if machine.ending:
                    self.is_locked = False
                    raise Unwind
                if machine.systematic or (machine.tries_seen and not self.silent):
                    machine.point((RELEASE, self, None))
                else:
                    machine.steps += 1
                    if machine.steps >= machine.checkpoint:
                        machine._look()
            if not self.is_locked:
                msg = "release unlocked lock"
                raise RuntimeError(msg)
            self.is_locked = False
            self.holder = None
            if me is None:
                return
            clock = me.clock
            self.clock = clock.copy()
            self.released_by = me
            clock[me.index] += 1
            if self.pending:
                runnable = machine.runnable
                there = runnable if len(self.pending) <= FEW else set(runnable)
                for other in self.pending:
                    if other not in there:
                        runnable.append(other)
            if machine.recorder is not None:
                machine.recorder.released(self)

        def locked(self) -> bool:
            """Return whether somebody holds the lock."""
            if machine.current is not None:
                machine.tries_seen = True
                if machine.systematic or not self.silent:
                    machine.point((LOOK, self, None))
                else:
                    machine.steps += 1
            return self.is_locked

        def _at_fork_reinit(self) -> None:
            self.is_locked = False
            self.holder = None
            self.pending.clear()

        __enter__ = acquire

        def __exit__(self, *exc_info: object) -> None:
            self.release()

        acquire_lock = acquire
        release_lock = release
        locked_lock = locked

        def __dir__(self) -> list[str]:
            # Python suggests names from here when a learner misspells one; the machine's own are no help.
            return _REAL_NAMES

        def __reduce_ex__(self, protocol: Any, /) -> NoReturn:
            msg = "cannot pickle '_thread.lock' object"
            raise TypeError(msg)

        def __repr__(self) -> str:
            state = "locked" if self.is_locked else "unlocked"
            return f"<{state} _thread.lock object at {hex(id(self))}>"

    def allocate_lock(cls: type[Lock], /, *wrong: Any) -> Lock:
        """Return a new lock."""
        if wrong:
            real_thread.allocate_lock(*wrong)  # it says what is wrong
        lock = new(cls)
        lock.is_locked = False
        lock.holder = None
        lock.pending = []
        lock.silent = False
        lock.clock = None
        lock.released_by = None
        lock.since = None
        return lock

    dress(Lock, "_thread.lock")
    dress_function(allocate_lock, "allocate_lock")
    # A bound method, since a builtin function stays what it is when a class has it as an attribute.
    return Lock, MethodType(allocate_lock, Lock)


class _CalledInFull(type):
    """Of a class that, like C's, is called "lock", and "_thread.lock" where the interpreter complains."""

    @property
    def __name__(cls) -> str:  # type: ignore[override]  # of `type` it is an attribute
        return cls.__qualname__


def dress(cls: type, name: str) -> None:
    """Let *cls* and its functions go by the names of `_thread`, which error messages and tests of CPython's show.

    :param name: what the interpreter calls it in its messages.
    """
    short = name.rpartition(".")[2]
    for function in vars(cls).values():
        if isinstance(function, FunctionType):
            dress_function(function, f"{short}.{function.__name__}")
    cls.__module__ = "_thread"
    cls.__qualname__ = short
    type.__dict__["__name__"].__set__(cls, name)


def dress_function(function: Any, name: str) -> None:
    """Let *function* go by *name* in `_thread`."""
    function.__qualname__ = name
    function.__name__ = name.rpartition(".")[2]
    function.__module__ = "_thread"
