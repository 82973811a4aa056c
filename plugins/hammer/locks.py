"""The lock of the real machine's floor: `_thread.lock`, whose waiting threads are threads of the operating system.

It has what the simulated lock has (who holds it, who waits, the vector clock of the last release), so that the race
detector and the autopsy read both alike. A released lock is free for whoever comes first, as CPython's is: the thread
that is woken may find it taken again.

Compared with `Modules/_threadmodule.c` of CPython 3.11.7, 3.12.1 and 3.13.0.
"""

from __future__ import annotations

import _thread as real_thread
import sys
from types import MethodType
from typing import TYPE_CHECKING, Any, Final, NoReturn

from plugins.simulation.floor_locks import dress, dress_function
from plugins.simulation.machine import Unwind
from plugins.simulation.simthread import merge

if TYPE_CHECKING:
    from collections.abc import Callable

    from plugins.hammer.machine import RealMachine
    from plugins.hammer.threads import RealThread
    from plugins.simulation.simthread import SimThread

_REAL_NAMES: Final = dir(real_thread.allocate_lock())


def make_lock_type(machine: RealMachine) -> tuple[type, Callable[[], Any]]:
    """Return the class of locks of *machine*, and what makes one (`_thread.allocate_lock`)."""
    guard = machine.guard

    class Lock:
        """A lock, as `_thread.lock`; its fields are those of the simulated one."""

        __slots__ = ("__weakref__", "clock", "holder", "is_locked", "pending", "released_by", "silent", "since")

        is_locked: bool
        holder: SimThread | None
        pending: list[RealThread]
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
            if me is None:
                return self._acquire_outside(blocking)
            if not self.silent:
                machine.point()
            elif machine.ending:
                raise Unwind
            guard.acquire()
            if self.is_locked:
                patience = None if blocking and timeout == -1 else timeout if blocking else 0
                if not self._wait(me, patience):
                    return False
            self._take(me)
            guard.release()
            return True

        def _take(self, me: SimThread) -> None:
            """Take the lock, which is free. The guard is held."""
            self.is_locked = True
            self.holder = me
            if machine.recorder is not None:
                machine.recorder.acquired(self)
            if self.released_by is not me and self.clock is not None:
                merge(me.clock, self.clock)

        def _wait(self, me: RealThread, timeout: float | None) -> bool:
            """Wait until the lock is free. The guard is held, and still is if it is free; if not, it is not.

            :param timeout: seconds; None for as long as it takes, 0 for not at all.
            """
            if timeout is not None and timeout <= 0:
                if machine.recorder is not None:
                    machine.recorder.refused(self)
                guard.release()
                return False
            if machine.recorder is not None:
                machine.recorder.blocked(self)
            due = None if timeout is None else machine.now + timeout
            while self.is_locked:
                self.pending.append(me)
                me.wants = self
                try:
                    machine.wait(me, None if due is None else max(0.0, due - machine.now))
                except BaseException:
                    with guard:
                        self._forget(me)
                    raise
                guard.acquire()
                if self._forget(me):
                    if machine.recorder is not None:
                        machine.recorder.timed_out(self)
                    guard.release()
                    return False
            return True

        def _forget(self, me: RealThread) -> bool:
            """Count *me* no longer among those who wait; return whether its patience is over. The guard is held."""
            self.pending.remove(me)
            me.wants = None
            over = me.may_time_out and self.is_locked
            machine.settle_timer(me, timed_out=over)
            return over

        def _acquire_outside(self, blocking: bool) -> bool:
            """Take the lock while no program runs: there is one thread, which must not wait for itself."""
            if self.is_locked:
                if not blocking:
                    return False
                msg = "a lock of the program is still held, and no program runs that could release it"
                raise RuntimeError(msg)
            self.is_locked = True
            self.holder = None
            return True

        def release(self) -> None:
            """Release the lock; any thread may."""
            me = machine.current
            if me is not None and machine.ending:
                self.is_locked = False
                raise Unwind
            with guard:
                if not self.is_locked:
                    msg = "release unlocked lock"
                    raise RuntimeError(msg)
                self.is_locked = False
                self.holder = None
                if me is None:
                    return
                machine.steps += 1
                self.clock = me.clock.copy()
                self.released_by = me
                me.clock[me.index] += 1
                for other in self.pending:
                    if other.parked:
                        machine.wake(other)
                        break
                if machine.recorder is not None:
                    machine.recorder.released(self)

        def locked(self) -> bool:
            """Return whether somebody holds the lock."""
            if machine.current is not None and not self.silent:
                machine.point()
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

    def allocate_lock(cls: type[Lock], /) -> Lock:
        """Return a new lock."""
        lock = object.__new__(cls)
        lock.is_locked = lock.silent = False
        lock.holder = lock.clock = lock.released_by = lock.since = None
        lock.pending = []
        return lock

    dress(Lock, "lock")
    dress_function(allocate_lock, "allocate_lock")
    # A bound method, since a builtin function stays what it is when a class has it as an attribute.
    return Lock, MethodType(allocate_lock, Lock)
