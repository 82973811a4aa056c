"""The real machine: the threads of a program are threads of the operating system, and run when it lets them.

It offers what `plugins.simulation.machine.Machine` offers, so the floor, the library copies, the rewriting, the race
detector and the autopsy stand on it unchanged. Different is who decides: nobody. A thread that comes to a visible
operation sometimes gives up the processor (a seeded choice) until another thread gives it up, blocks or ends; else it
just goes on, beside the others.

- *Blocking is known.* A thread that blocks in a lock, a join or a sleep is counted out before it waits, and counted in
  by whoever wakes it. If nobody is left in, either a pause is over, or the next timer is due, or nobody can ever run
  again: a deadlock is certain the moment it happens.
- *Time is that of the simulation*: the clock jumps when every thread waits. Rejected: real time, a thousandth of it; on
  a busy machine patience then ends before the thread that it is for gets the processor, and right programs fail.
- *Giving up the processor is waiting for another thread*, some 15 us. Rejected: `time.sleep(0)`, which lets the same
  thread go on if it is quick, and a real sleep, which is never shorter than 50 us.

Everything about who waits for what is changed under one real mutex, `guard`.
"""

from __future__ import annotations

import contextlib
import time
from _thread import allocate_lock, get_ident
from typing import TYPE_CHECKING, Any, Final

from plugins.hammer.threads import (
    FACTOR,
    MASK,
    MOST_THREADS,
    SUMMAND,
    RealThread,
    Stack,
    Worker,
    spare_address_space,
)
from plugins.simulation.machine import ANY, EXACT, EXHAUSTED, FINISHED, LOOK_EVERY, SPINNING, Machine, Unwind
from plugins.simulation.simthread import SimThread, merge

if TYPE_CHECKING:
    from collections.abc import Callable

    from plugins.simulation.machine import Chooser
    from plugins.simulation.operations import Operation

#: Wall seconds without progress before a loop gets nowhere: the others may only be waiting for a processor.
PATIENCE: Final = 1.0
#: Turns of loops after which a pause is over although nobody else has given up the processor.
_TICKS_OF_A_PAUSE: Final = 256


class RealMachine(Machine):
    """Runs one program at a time on real threads, once per call of `run`.

    :ivar guard: held while something about who waits for what is changed or an event is noted.
    :ivar seed: what the choices of the next round come from.
    :ivar idle: threads of the operating system that have nothing to do.
    :ivar hiring: identifiers of the threads that are starting a real one just now.
    """

    def __init__(self) -> None:
        self.guard = allocate_lock()
        self.hiring: set[int] = set()
        self.seed = 0
        self._by_ident: dict[int, RealThread] = {}
        self._quiet_outside = 0
        self._awake = 0
        self._paused: list[RealThread] = []
        self._alive = 0
        self.idle: list[Worker] = []
        self._hired = 0
        self._awaited = False
        self._all_gone = allocate_lock()
        self._all_gone.acquire()
        self._progress = (0, 0.0)
        spare_address_space()
        super().__init__()

    @property
    def current(self) -> RealThread | None:
        """The calling thread, if it is one of the program's."""
        return self._by_ident.get(get_ident())

    @current.setter
    def current(self, thread: SimThread | None) -> None:
        """Nobody decides who runs."""

    @property
    def quiet(self) -> int:
        """While positive, the calling thread does not give up the processor."""
        me = self._by_ident.get(get_ident())
        return self._quiet_outside if me is None else me.hush

    @quiet.setter
    def quiet(self, level: int) -> None:
        me = self._by_ident.get(get_ident())
        if me is None:
            self._quiet_outside = level
        else:
            me.hush = level

    # -- running -------------------------------------------------------------------------------------------------

    def run(
        self, body: Callable[[], None], choose: Chooser, *, clock: str = EXACT, horizon: float | None = None
    ) -> str:
        """Run *body* in the calling thread as the main thread of a new program; see `Machine.run`.

        :param choose: not asked.
        """
        self.choose = choose
        self.clock_mode = clock
        self.horizon = horizon
        self.steps = self.progress_step = self.outward_step = self.ticks = 0
        self.checkpoint = LOOK_EVERY
        self.now = 0.0
        self.spawned = False
        self.outcome = FINISHED
        self._progress = (0, 0.0)
        self._timers.clear()
        self.threads.clear()
        self.interrupts.clear()
        self._paused.clear()
        main = RealThread(0, None, self.seed)
        main.clock = [1]
        self._alive, self._awake = 0, 1
        self.main = main
        self.threads.append(main)
        self._enter(main)
        self.running = True
        try:
            with contextlib.suppress(Unwind):
                body()
            if self.autopsy is not None and not self.ending:
                self.autopsy()
        finally:
            self.close()
        return self.outcome

    def close(self) -> None:
        """End every thread that is still there, silently, and wait until all are gone."""
        with self.guard:
            self.ending = True
            self._awaited = self._alive > 0
            self._wake_all()
        if self._awaited:
            self._all_gone.acquire()
            self._awaited = False
        self._by_ident.clear()
        self.running = self.ending = False

    def _enter(self, thread: RealThread) -> None:
        ident = get_ident()
        stack: Any = Stack(ident)
        thread.greenlet = stack
        self._by_ident[ident] = thread

    def _leave(self, outcome: str) -> None:
        """Break the round off; every thread is unwound at its next visible operation."""
        with self.guard:
            if not self.ending:
                self.outcome = outcome
                self._end_round()
        raise Unwind

    def _end_round(self) -> None:
        """Let every thread end. The guard is held."""
        if self.autopsy is not None:
            self.autopsy()
        self.ending = True
        self._wake_all()

    # -- waiting and waking; the guard is held throughout --------------------------------------------------------

    def park(self, me: RealThread) -> None:
        """Wait until somebody wakes *me*. The guard is held, and has been released when this returns.

        :raises Unwind: if the round is over.
        """
        if self.ending:
            self.guard.release()
            raise Unwind
        me.parked = True
        self._awake -= 1
        if not self._awake:
            self._nobody_runs()
        self.guard.release()
        me.gate.acquire()
        if self.ending:
            raise Unwind
        if self.interrupts and me is self.main:
            self._run_handlers()

    def wake(self, thread: SimThread) -> None:
        """Let *thread* go on, if it waits. The guard is held."""
        assert isinstance(thread, RealThread)
        if thread.parked:
            thread.parked = False
            self._awake += 1
            thread.gate.release()

    def _wake_all(self) -> None:
        for thread in self.threads:
            self.wake(thread)

    def _wake_timer(self, thread: SimThread) -> None:
        thread.timer = 0
        thread.may_time_out = True
        self.wake(thread)

    def _nobody_runs(self) -> None:
        while self._paused:
            # Not always the first one: what was drawn for it decides.
            thread = self._paused.pop((self._paused[0].chance >> 33) % len(self._paused))
            if thread.parked:
                self.wake(thread)
                return
        if not self._advance():
            self._end_round()

    # -- switching -----------------------------------------------------------------------------------------------

    def point(self, operation: Operation | None = None) -> None:
        """Perhaps give up the processor before the running thread's next operation."""
        del operation
        self.steps += 1
        if self.steps >= self.checkpoint:
            self._look()
        if self.ending:
            raise Unwind
        me = self._by_ident.get(get_ident())
        if me is not None:
            self.perhaps_pause(me)

    def perhaps_pause(self, me: RealThread) -> None:
        """Give up the processor if chance wants it and there is somebody to give it to."""
        if self._awake + len(self._paused) > 1 and not me.hush:
            me.chance = chance = (me.chance * FACTOR + SUMMAND) & MASK
            if not (chance >> 40) & me.rate:
                self._pause(me)

    def _pause(self, me: RealThread) -> None:
        self.guard.acquire()
        paused = self._paused
        if paused and me.chance >> 39 & 1:
            self.wake(paused.pop(0))
        paused.append(me)
        self.park(me)

    def access(self, write: bool, owner: object, key: object, site: Any) -> None:
        """Perhaps give up the processor before one access to shared data, then note the access."""
        me = self._by_ident.get(get_ident())
        if me is None:
            return
        if self.steps >= self.checkpoint:
            self._look()
        if self.ending:
            raise Unwind
        if not self.spawned:
            self.steps += 1
            if self.recorder is not None:
                self.recorder.access(write, owner, key, site)
            return
        if self._awake + len(self._paused) > 1 and not me.hush:
            me.chance = chance = (me.chance * FACTOR + SUMMAND) & MASK
            if not (chance >> 40) & me.rate:
                self._pause(me)
        with self.guard:
            self.steps += 1
            if write:
                self.progress_step = self.steps
            if self.race is not None and (write or site.watched):
                self.race.access(me, self.steps, write, owner, key, site)
            if self.recorder is not None:
                self.recorder.access(write, owner, key, site)

    def tick(self, site: Any) -> None:
        """Count a turn of a loop; one without any visible operation gives up nothing, but ends the pauses of others."""
        if self._paused and not self.ticks % _TICKS_OF_A_PAUSE:
            with self.guard:
                if self._paused:
                    self.wake(self._paused.pop(0))
        super().tick(site)

    def _look(self) -> None:
        """Check the bounds; a loop gets nowhere only if the others had time enough to change that."""
        if self.ending:
            raise Unwind
        self.checkpoint = self.steps + LOOK_EVERY
        if self.interrupts and self.current is self.main:
            self._run_handlers()
        now = time.perf_counter()
        step, since = self._progress
        if step != self.progress_step or not since:
            self._progress = (self.progress_step, now)
        elif self.steps - self.progress_step > self.quiet_limit and now - since > PATIENCE:
            self._leave(SPINNING)
        if self.steps > self.step_limit:
            half = self.step_limit // 2
            self._leave(EXHAUSTED if self.steps - self.outward_step < half else SPINNING)

    # -- threads and time ----------------------------------------------------------------------------------------

    def spawn(self, body: Callable[[], None], *, daemon: bool) -> SimThread:
        """Prepare a thread; it runs as soon as a worker has it."""
        if self.ending:
            raise Unwind
        me = self.current
        assert me is not None
        with self.guard:
            index = len(self.threads)
            thread = RealThread(index, body, self.seed)
            thread.daemon = daemon
            clock = me.clock + [0] * (index + 1 - len(me.clock))
            clock[index] = 1
            thread.clock = clock
            me.clock[me.index] += 1
            self.threads.append(thread)
            self.spawned = True
            self._alive += 1
            self._awake += 1
            self.steps += 1
            self.progress_step = self.outward_step = self.steps
        return thread

    def hire(self) -> Worker:
        """Return a thread of the operating system that has nothing to do.

        :raises RuntimeError: if there is none left, in CPython's words.
        """
        with self.guard:
            if self.idle:
                return self.idle.pop()
            if self._hired == MOST_THREADS:
                msg = "can't start new thread"
                raise RuntimeError(msg)
            self._hired += 1
        me = get_ident()
        self.hiring.add(me)
        try:
            return Worker(self._work)
        except BaseException:
            with self.guard:
                self._hired -= 1
            raise
        finally:
            self.hiring.discard(me)

    def _work(self, thread: RealThread, worker: Worker) -> None:
        """Run *thread* in the calling thread of the operating system, and count it out for good."""
        body, thread.body = thread.body, None
        assert body is not None
        self._enter(thread)
        try:
            if not self.ending:
                # The operating system may let a new thread wait before it takes its first step.
                self.perhaps_pause(thread)
                body()
        except Unwind:
            pass
        finally:
            del body
            self._end_thread(thread, worker)

    def _end_thread(self, thread: RealThread, worker: Worker) -> None:
        if thread.locals is not None:
            self.on_thread_end(thread)
        self._by_ident.pop(get_ident(), None)
        with self.guard:
            thread.ended = True
            self.steps += 1
            self.progress_step = self.outward_step = self.steps
            self._finish(thread)
            if self.recorder is not None and not self.ending:
                self.recorder.ended(thread)
            self.idle.append(worker)
            self._alive -= 1
            self._awake -= 1
            if not self._awake and not self.ending:
                self._nobody_runs()
            last = self._awaited and not self._alive
        if last:
            self._all_gone.release()

    def _finish(self, thread: SimThread) -> None:
        thread.finished = True
        for joiner in thread.joiners:
            self.wake(joiner)

    def finish(self, thread: SimThread) -> None:
        """Let those go on who join *thread*."""
        with self.guard:
            self._finish(thread)

    def join(self, thread: SimThread, timeout: float | None = None) -> bool:
        """Wait until *thread* has ended; see `Machine.join`."""
        me = self.current
        assert me is not None
        self.point()
        if timeout is None or timeout > 0:
            self._wait_until_finished(me, thread, timeout)
        if not thread.finished:
            return False
        merge(me.clock, thread.clock)
        if self.recorder is not None:
            with self.guard:
                self.recorder.joined(thread)
        return True

    def _wait_until_finished(self, me: RealThread, thread: SimThread, timeout: float | None) -> None:
        self.guard.acquire()
        if thread.finished:
            self.guard.release()
            return
        thread.joiners.append(me)
        me.wants = thread
        if self.recorder is not None:
            self.recorder.blocked(thread)
        try:
            self.wait(me, timeout)
        finally:
            with self.guard:
                thread.joiners.remove(me)
                me.wants = None
                self.settle_timer(me, timed_out=not thread.finished)

    def wait(self, me: RealThread, timeout: float | None) -> None:
        """Wait until somebody wakes *me* or *timeout* is over. The guard is held, and has been released afterwards."""
        if timeout is not None:
            self.set_timer(timeout)
        self.park(me)

    def set_timer(self, seconds: float) -> None:
        """Let the running thread go on after *seconds*; with the clock `any` sometimes as soon as others had a turn."""
        me = self.current
        assert me is not None
        me.due = self.now + seconds
        if self.clock_mode == ANY:
            me.chance = (me.chance * FACTOR + SUMMAND) & MASK
            if me.chance >> 40 & 1:
                me.may_time_out = True
                self._paused.append(me)
                return
        self._timers.set(me, me.due)

    def settle_timer(self, me: RealThread, *, timed_out: bool) -> None:
        """Forget the timer of *me*, which goes on. The guard is held."""
        if me in self._paused:
            self._paused.remove(me)
        self._settle_timer(me, timed_out=timed_out)
        # With the clock `any` this one may have taken the clock past what others wait for.
        for other in self._timers.pop(self.now):
            self._wake_timer(other)

    def sleep(self, seconds: float) -> None:
        """Do nothing for *seconds* of the program's time."""
        me = self.current
        assert me is not None
        if self.recorder is not None:
            with self.guard:
                self.recorder.sleeping(seconds)
        if seconds <= 0:
            self.point()
            return
        if self.ending:
            raise Unwind
        self.steps += 1
        if self.steps >= self.checkpoint:
            self._look()
        self.guard.acquire()
        self.wait(me, seconds)
        with self.guard:
            self.settle_timer(me, timed_out=True)
