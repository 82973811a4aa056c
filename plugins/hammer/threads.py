"""The threads of the real machine: what is known of each, and the operating system's threads that run them.

Those are pooled: to create one takes 60 to 100 us, to hand a job to one 15 us. Each job begins with an empty context,
as a new thread does; thread-locals are the floor's own and belong to the job.
"""

from __future__ import annotations

import contextlib
import contextvars
import ctypes
import sys
from _thread import allocate_lock, stack_size, start_new_thread
from typing import TYPE_CHECKING, Final

from plugins.simulation.simthread import FIRST_IDENT, SimThread

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import FrameType

#: A linear congruential generator (Knuth, MMIX): a choice in 0.1 us, the same on every machine.
FACTOR: Final = 6364136223846793005
SUMMAND: Final = 1442695040888963407
MASK: Final = (1 << 64) - 1
#: A thread gives up the processor at one visible operation in this many, plus one; which, is drawn for each round.
_RATES: Final = (1, 3, 7, 15)

#: Bytes of stack for a thread of the operating system, enough for the deepest recursion that Python allows; and threads
#: at most. A spec's process may take 1 GiB of addresses, and the usual 8 MiB would leave it no more than a hundred.
STACK: Final = 2 << 20
MOST_THREADS: Final = 300

#: glibc's option for how many arenas `malloc` may make.
_M_ARENA_MAX: Final = -8


class RealThread(SimThread):
    """A thread of the program, run by one of the operating system.

    :ivar gate: a real lock, held; a thread that waits acquires it, and whoever wakes the thread releases it.
    :ivar parked: it waits at its gate and is counted out.
    :ivar chance: state of its random generator.
    :ivar rate: see `_RATES`.
    :ivar hush: while positive, it does not give up the processor.
    """

    __slots__ = ("chance", "gate", "hush", "parked", "rate")

    def __init__(self, index: int, body: Callable[[], None] | None, seed: int) -> None:
        super().__init__(index, FIRST_IDENT + index * 4096, body)
        self.gate = allocate_lock()
        self.gate.acquire()
        self.parked = False
        self.hush = 0
        self.chance = ((seed + index) * FACTOR + SUMMAND) & MASK
        self.rate = _RATES[(seed >> 32) & 3]
        self.started = True


class Stack:
    """Shows the stack of an operating system's thread where the simulation shows that of a greenlet."""

    __slots__ = ("ident",)

    def __init__(self, ident: int) -> None:
        self.ident = ident

    @property
    def gr_frame(self) -> FrameType | None:
        """The innermost frame."""
        return sys._current_frames().get(self.ident)


def spare_address_space() -> None:
    """Let glibc make no arena for each thread: each takes 64 MiB of addresses, of which a process has not many."""
    with contextlib.suppress(OSError, AttributeError, TypeError):  # another system, another C library
        ctypes.CDLL(None).mallopt(_M_ARENA_MAX, 1)


class Worker:
    """A thread of the operating system that runs threads of programs, one after the other, for as long as the process.

    :param run: called with the thread to run and this worker.
    """

    def __init__(self, run: Callable[[RealThread, Worker], object]) -> None:
        self._run = run
        self._job = allocate_lock()
        self._job.acquire()
        self._thread: RealThread | None = None
        before = stack_size(STACK)
        try:
            start_new_thread(self._work, ())
        finally:
            stack_size(before)

    def begin(self, thread: RealThread) -> None:
        """Run *thread*."""
        self._thread = thread
        self._job.release()

    def _work(self) -> None:
        while True:
            self._job.acquire()
            thread, self._thread = self._thread, None
            assert thread is not None
            contextvars.Context().run(self._run, thread, self)
            del thread
