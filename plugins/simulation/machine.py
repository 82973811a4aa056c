"""The simulated machine: one OS thread, a greenlet for each thread of the program, exactly one running.

Before each visible operation the running thread comes to the machine. If more than one thread could go on, the strategy
chooses; everything else (blocking, waking, the clock) follows from what the operations mean. A thread that cannot go on
is not in `Machine.runnable`, so nothing ever spins and a deadlock is simply an empty list with no timer due.

Why greenlets: handing over costs 0.45 us, between OS threads some 25 us, and a single OS thread makes every schedule
repeatable. Rejected: real threads passed a baton (slow, and a blocked one cannot be unwound), tracing by
`sys.settrace` (a hundred times slower, and it stops at lines instead of operations).

All times are seconds of virtual time unless a name says otherwise; all counts are visible operations ("steps").
"""

from __future__ import annotations

import contextvars
import heapq
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final

from greenlet import greenlet

from plugins.simulation.operations import (
    CLOCK,
    END,
    JOIN,
    READ,
    SLEEP,
    SPAWN,
    TRY_JOIN,
    WRITE,
    Operation,
)
from plugins.simulation.simthread import FIRST_IDENT, SimThread, merge
from plugins.simulation.timers import Timers

if TYPE_CHECKING:
    from plugins.simulation.race import RaceDetector
    from plugins.simulation.recorder import Recorder

Chooser = Callable[[list[SimThread], SimThread | None], SimThread | None]

EXACT: Final = "exact"
ANY: Final = "any"

#: How one schedule can end.
FINISHED: Final = "finished"
STUCK: Final = "stuck"
HORIZON: Final = "horizon"
SPINNING: Final = "spinning"
EXHAUSTED: Final = "exhausted"
ABORTED: Final = "aborted"

#: Steps between two looks at the bounds; a power of two keeps the look cheap and its place the same in every replay.
LOOK_EVERY: Final = 4096
#: Steps in which nothing but reading, locking and sleeping happened: a loop that gets nowhere.
QUIET_LIMIT: Final = 60_000
#: Steps in which threads only look at what does not change, after which time passes for those who wait for it.
SPINS: Final = 128
#: The same where they work, and nothing is printed, started or ended.
BUSY: Final = 20_000
#: Steps after which a schedule is broken off whatever it does.
STEP_LIMIT: Final = 1_000_000
#: Turns of loops without a single visible operation.
TICK_LIMIT: Final = 5_000_000

#: From one thread's number to the next one's.
_IDENT_STEP: Final = 4096
#: Threads that one schedule may start: a chain of timers would go on for ever.
THREAD_LIMIT: Final = 5_000

_NEVER: Final = 1 << 62


class Unwind(BaseException):
    """Raised inside a simulated thread that must end because its schedule is over. Never seen by anybody else."""


class Unsupported(RuntimeError):  # noqa: N818 - the word that the verdict has
    """The program asked for something that the simulated machine does not control."""


class Machine:
    """Runs one program at a time, once per call of `run`.

    :ivar runnable: the threads whose next operation is possible now.
    :ivar current: the thread that runs; None between schedules.
    :ivar steps: visible operations so far in this schedule.
    :ivar now: virtual time since the schedule began.
    :ivar choices: how many choices the strategy has made; only kept in systematic runs.
    :ivar quiet: while positive, no switch is offered (an import, the library's own bookkeeping).
    """

    # CPython keeps no more than 30 attributes where it finds them at once, and these are looked at in every operation.
    __slots__ = (
        "__weakref__",
        "_idents",
        "_last_ident",
        "_pool",
        "_ticks_then",
        "_time_step",
        "_timers",
        "_wanting",
        "alone",
        "autopsy",
        "checkpoint",
        "choices",
        "choose",
        "clock_mode",
        "clock_read",
        "current",
        "ending",
        "epoch",
        "horizon",
        "hub",
        "interrupts",
        "keeps_operations",
        "main",
        "now",
        "on_interrupt",
        "on_thread_end",
        "on_turn",
        "outcome",
        "outward_step",
        "progress_step",
        "quiet",
        "quiet_limit",
        "race",
        "recorder",
        "runnable",
        "running",
        "spawned",
        "step_limit",
        "steps",
        "systematic",
        "threads",
        "tick_limit",
        "ticks",
        "tries_seen",
        "turn_began",
        "unseen",
    )

    def __init__(self) -> None:
        self.running = False
        self.ending = False
        self.threads: list[SimThread] = []
        self.runnable: list[SimThread] = []
        self.current: SimThread | None = None
        self.main: SimThread | None = None
        self.hub: greenlet | None = None
        self.steps = 0
        self.checkpoint = _NEVER
        self.progress_step = 0
        self.outward_step = 0
        #: The step in which time last passed while threads could go on.
        self._time_step = 0
        #: The turns of loops until the last look: without another one, nothing spins.
        self._ticks_then = 0
        self.now = 0.0
        self.horizon: float | None = None
        self.clock_mode = EXACT
        self.quiet = 0
        self.spawned = False
        self.outcome = FINISHED
        self.ticks = 0
        self.tick_limit = TICK_LIMIT
        self.step_limit = STEP_LIMIT
        self.quiet_limit = QUIET_LIMIT
        #: Every operation is a choice with its `SimThread.operation`, even where only one thread can go on.
        self.systematic = False
        self.choices = 0
        #: How many times the clock has moved on, on the clock `exact`; only who waited goes on then.
        self.epoch = 0
        #: `SimThread.operation` is kept at every choice.
        self.keeps_operations = False
        #: The program reads the clock, so that on the clock `any` it matters when a sleep ends.
        self.clock_read = False
        #: What the program asked for that threads share and no strategy sees, a sentence each.
        self.unseen: dict[str, None] = {}
        #: Called at each turn of a loop in systematic runs.
        self.on_turn: Callable[[Any], None] = _keep_nothing
        #: The step in which the running thread got its turn.
        self.turn_began = 0
        #: With no more threads than this able to go on, there is nothing to choose.
        self.alone = 1
        #: A non-blocking or timed acquire was seen, so that releasing too must be a choice.
        self.tries_seen = False
        self.choose: Chooser = _first
        #: Called when a schedule is over, before the threads that are left are unwound.
        self.autopsy: Callable[[], None] | None = None
        self.race: RaceDetector | None = None
        self.recorder: Recorder | None = None
        self._timers = Timers()
        #: The numbers of threads that have ended, a heap; and the highest that was given.
        self._idents: list[int] = []
        self._last_ident = FIRST_IDENT
        self._pool: list[greenlet] = []
        #: A thread waits for the hub to add a greenlet to the pool.
        self._wanting = False
        #: Numbers of signals whose handlers the main thread has yet to run, as after `_thread.interrupt_main`.
        self.interrupts: list[int] = []
        self.on_interrupt: Callable[[int], None] = _ignore_signal
        #: Called with each thread that kept something in thread-locals and has ended.
        self.on_thread_end: Callable[[SimThread], None] = _keep_nothing

    # -- running -------------------------------------------------------------------------------------------------

    def run(
        self, body: Callable[[], None], choose: Chooser, *, clock: str = EXACT, horizon: float | None = None
    ) -> str:
        """Run *body* as the main thread of a new program until the program has ended, and clear everything away.

        :param choose: called with the runnable threads and the thread that was running (None when it cannot go on);
            returns one of them.
        :param horizon: virtual seconds after which the program is broken off.
        :return: how it ended: `FINISHED`, `STUCK`, `HORIZON`, `SPINNING`, `EXHAUSTED` or `ABORTED`.
        """
        self.hub = greenlet.getcurrent()
        self.choose = choose
        self.clock_mode = clock
        self.horizon = horizon
        self.steps = 0
        self.progress_step = self.outward_step = self._time_step = self._ticks_then = 0
        self.checkpoint = LOOK_EVERY
        self.now = 0.0
        self.quiet = 0
        self.ticks = 0
        self.spawned = False
        self.choices = 0
        self.epoch = 0
        self.turn_began = 0
        self.alone = 0 if self.systematic else 1
        self.outcome = FINISHED
        self._timers.clear()
        self._idents.clear()
        self._last_ident = FIRST_IDENT
        self.threads.clear()
        self.runnable.clear()
        self.interrupts.clear()
        main = SimThread(0, FIRST_IDENT, body)
        main.clock = [1]
        self.main = main
        self.threads.append(main)
        self._give_greenlet(main, contextvars.copy_context())
        self.runnable.append(main)
        self.current = main
        self.running = True
        try:
            main.resume()
            while self._wanting:
                self._wanting = False
                self._add_worker()
                assert self.current is not None
                self.current.resume()
            if self.autopsy is not None:
                self.autopsy()
        finally:
            self.close()
        return self.outcome

    def close(self) -> None:
        """End every thread that is still there, silently, and forget the program."""
        self.ending = True
        self.checkpoint = -1
        try:
            for thread in self.threads:
                if not thread.ended and thread.greenlet is not None:
                    if thread.started:
                        self.current = thread
                        thread.resume()
                    else:
                        self._pool.append(thread.greenlet)
        finally:
            self.current = None
            self.running = False
            self.spawned = False
            self.ending = False
            self.checkpoint = _NEVER
            self.runnable.clear()

    def abort(self) -> None:
        """Break the schedule off from within a simulated thread."""
        self._leave(ABORTED)

    def _leave(self, outcome: str) -> None:
        """Go back to the hub for good; the calling thread is then unwound like the others."""
        self.outcome = outcome
        assert self.hub is not None
        self.hub.switch()
        raise Unwind

    def _give_greenlet(self, thread: SimThread, context: contextvars.Context) -> None:
        if not self._pool:
            self._ask_for_worker()
        own = self._pool.pop()
        own.gr_context = context
        thread.greenlet = own
        thread.resume = own.switch

    def _ask_for_worker(self) -> None:
        """Have a greenlet added to the pool, by the hub.

        One begins as deep in the stack as whoever lets it run first. If that was a thread, the next one's would begin
        deeper yet, and after some dozens of threads there would be no room left: RecursionError.
        """
        assert self.hub is not None
        if greenlet.getcurrent() is self.hub:
            self._add_worker()
        else:
            self._wanting = True
            self.hub.switch()

    def _add_worker(self) -> None:
        own = greenlet(self._worker, parent=self.hub)
        own.switch()
        self._pool.append(own)

    def _worker(self) -> None:
        """Body of every greenlet: run the thread that is current, then stay in the pool for the next one.

        To create, run and end a greenlet costs 13-16 us, to use one again nearly nothing.
        """
        assert self.hub is not None
        self.hub.switch()
        while True:
            thread = self.current
            assert thread is not None
            thread.started = True
            body = thread.body
            assert body is not None
            try:
                if not self.ending:
                    body()
                    if self.systematic:
                        self.point((END, thread, None))
                    else:
                        self.steps += 1
            except Unwind:
                pass
            del body
            target = self._end(thread)
            own = thread.greenlet
            assert own is not None
            thread.body = None
            self._pool.append(own)
            del thread, own
            target()

    def _end(self, thread: SimThread) -> Any:
        """Take *thread* out of the program; return what to call to let somebody else go on."""
        if thread.locals is not None:
            # Destructors run here, in the thread that ends, and may still wait for something.
            self.on_thread_end(thread)
        thread.ended = True
        assert self.hub is not None
        if self.ending or thread is self.main:
            return self.hub.switch
        heapq.heappush(self._idents, thread.ident)
        self.steps += 1
        self.progress_step = self.outward_step = self.steps
        self.runnable.remove(thread)
        self.finish(thread)
        if self.recorder is not None:
            self.recorder.ended(thread)
        following = self._pick(None)
        if following is None:
            return self.hub.switch
        self.current = following
        self.turn_began = self.steps
        return following.resume

    def finish(self, thread: SimThread) -> None:
        """Let those go on who join *thread*."""
        thread.finished = True
        for joiner in thread.joiners:
            if joiner not in self.runnable:
                self.runnable.append(joiner)

    def interrupt(self, signal_number: int) -> None:
        """Let the main thread run the handler of a signal, as soon as it comes to an operation or returns from one."""
        self.interrupts.append(signal_number)
        self.checkpoint = self.steps

    def _run_handlers(self) -> None:
        """Run the handlers of the signals that have come; the running thread is the main thread."""
        while self.interrupts:
            self.on_interrupt(self.interrupts.pop(0))

    # -- switching -----------------------------------------------------------------------------------------------

    def point(self, operation: Operation | None = None) -> None:
        """Offer a switch before the running thread's next operation, which is possible now.

        :param operation: what it is; None if its order among the others does not matter.
        """
        self.steps += 1
        if self.steps >= self.checkpoint:
            self._look()
        runnable = self.runnable
        if len(runnable) > self.alone and not self.quiet:
            me = self.current
            if self.systematic or self.keeps_operations:
                me.operation = operation  # type: ignore[union-attr]  # somebody runs
            following = self.choose(runnable, me)
            if following is not me:
                self.hand_over(following)

    def hand_over(self, following: SimThread | None) -> None:
        """Let *following*, which the strategy chose, go on; return when the running thread has its next turn.

        :param following: None breaks the schedule off.
        """
        if following is None:
            self._leave(ABORTED)
        self.current = following
        self.turn_began = self.steps
        following.resume()  # type: ignore[union-attr]  # _leave does not come back
        if self.ending:
            raise Unwind

    def access(self, write: bool, owner: object, key: object, site: Any) -> None:
        """Offer a switch before one access to shared data, then note the access.

        :param owner: what holds the variable: a namespace, a cell, an object, a container.
        :param key: the variable's name or index in *owner*; None for the whole of a container.
        """
        self.steps += 1
        if self.steps >= self.checkpoint:
            self._look()
        runnable = self.runnable
        if len(runnable) > self.alone and not self.quiet:
            me = self.current
            if self.systematic or self.keeps_operations:
                me.operation = (WRITE if write else READ, owner, key)  # type: ignore[union-attr]  # somebody runs
            following = self.choose(runnable, me)
            if following is not me:
                # As `hand_over`, whose call would be felt here.
                if following is None:
                    self._leave(ABORTED)
                self.current = following
                self.turn_began = self.steps
                following.resume()  # type: ignore[union-attr]  # _leave does not come back
                if self.ending:
                    raise Unwind
        if self.spawned:
            if write:
                self.progress_step = self.steps
                if self.race is not None:
                    self.race.access(self.current, self.steps, write, owner, key, site)  # type: ignore[arg-type]  # as above
            elif site.watched and self.race is not None:
                self.race.access(self.current, self.steps, write, owner, key, site)  # type: ignore[arg-type]  # as above
        if self.recorder is not None:
            self.recorder.access(write, owner, key, site)

    def tick(self, site: Any) -> None:
        """Count a turn of a loop. No switch; ends a loop that will never end by itself."""
        self.ticks += 1
        if self.systematic:
            self.on_turn(site)
        if site.how:
            # The turn of a `for` loop is progress: what it goes through comes to an end.
            self.progress_step = self.steps
        if self.ending:
            raise Unwind
        if self.ticks >= self.tick_limit and self.running:
            if self.recorder is not None:
                self.recorder.spinning(site)
            self._leave(SPINNING)

    def block(self, operation: Operation | None = None) -> None:
        """Let others run; the running thread is not (or may no longer be) runnable. Returns when it was chosen again.

        :param operation: what it does then.
        """
        self.steps += 1
        if self.steps >= self.checkpoint:
            self._look()
        me = self.current
        me.operation = operation  # type: ignore[union-attr]  # somebody runs
        following = self._pick(me if me in self.runnable else None)
        if following is not me:
            self.current = following
            self.turn_began = self.steps
            if following is None:
                assert self.hub is not None
                self.hub.switch()
            else:
                following.resume()
        if self.ending:
            raise Unwind
        if self.interrupts and me is self.main:
            self._run_handlers()

    def _pick(self, me: SimThread | None) -> SimThread | None:
        """Return who goes on, moving the clock if nobody can otherwise; None when the schedule is over."""
        runnable = self.runnable
        while not runnable:
            if not self._advance():
                return None
        if len(runnable) == self.alone:
            return runnable[0]
        return self.choose(runnable, me)

    def _advance(self) -> bool:
        """Move the clock to the next timer and wake all that are due then."""
        due = self._timers.first()
        if due is None:
            self.outcome = STUCK
            return False
        if self.horizon is not None and due > self.horizon:
            self.now = self.horizon
            self.outcome = HORIZON
            return False
        self.now = max(self.now, due)
        self.epoch += 1
        for thread in self._timers.pop(due):
            self._wake_timer(thread)
        return True

    def let_time_pass(self) -> bool:
        """Move the clock on although threads can go on: they only look whether somebody has done something.

        Computing takes no time on the clock `exact`; a loop takes as long as it has to.

        :return: whether a thread that waited for a time can go on now.
        """
        if self.clock_mode != EXACT or self._timers.first() is None:
            return False
        self._time_step = self.steps
        if not self._advance():
            self._leave(self.outcome)
        return True

    def _wake_timer(self, thread: SimThread) -> None:
        thread.timer = 0
        thread.may_time_out = True
        if thread not in self.runnable:
            self.runnable.append(thread)

    def set_timer(self, seconds: float) -> None:
        """Let the running thread go on after *seconds* (clock `exact`) or at any moment from now (clock `any`)."""
        me = self.current
        assert me is not None
        if self.clock_mode == ANY:
            self.note((CLOCK, self, None) if self.clock_read else None)
        me.due = self.now + seconds
        if self.clock_mode == ANY:
            me.may_time_out = True
            return
        self._timers.set(me, me.due)

    def clear_timer(self, thread: SimThread) -> None:
        """Forget *thread*'s timer."""
        thread.timer = 0
        thread.due = None
        thread.may_time_out = False

    def _look(self) -> None:
        """Check the bounds; also the place where a thread that must end finds out."""
        if self.ending:
            raise Unwind
        self.checkpoint = self.steps + (SPINS if self._timers else LOOK_EVERY)
        if self.interrupts:
            if self.current is self.main:
                self._run_handlers()
            else:
                self.checkpoint = self.steps + 1
        quiet = self.steps - self.progress_step
        if quiet > self.quiet_limit:
            self._leave(SPINNING)
        turned = self.ticks != self._ticks_then
        self._ticks_then = self.ticks
        if turned and (quiet > SPINS or self.steps - max(self.outward_step, self._time_step) > BUSY):
            self.let_time_pass()
        if self.steps > self.step_limit:
            half = self.step_limit // 2
            self._leave(EXHAUSTED if self.steps - self.outward_step < half else SPINNING)

    # -- threads and time ----------------------------------------------------------------------------------------

    def spawn(self, body: Callable[[], None], *, daemon: bool) -> SimThread:
        """Start a thread. It does not run before the starter comes to its next operation."""
        if self.ending:
            raise Unwind
        me = self.current
        assert me is not None
        self.note((SPAWN, self, None))
        index = len(self.threads)
        if index >= THREAD_LIMIT:
            self._leave(EXHAUSTED)
        thread = SimThread(index, self._free_ident(), body)
        thread.daemon = daemon
        thread.started_at = self.choices
        clock = me.clock.copy()
        if len(clock) <= index:
            clock.extend([0] * (index + 1 - len(clock)))
        clock[index] = 1
        thread.clock = clock
        me.clock[me.index] += 1
        self.threads.append(thread)
        self._give_greenlet(thread, contextvars.Context())
        self.runnable.append(thread)
        self.spawned = True
        self.progress_step = self.outward_step = self.steps
        return thread

    def _free_ident(self) -> int:
        """Return the number of a new thread: the lowest that no other has now, since systems give numbers again."""
        if self._idents:
            return heapq.heappop(self._idents)
        self._last_ident += _IDENT_STEP
        return self._last_ident

    def note(self, operation: Operation | None) -> None:
        """Let a systematic strategy know of an operation that is no choice for the others."""
        if self.current is None or self.ending:
            return
        if self.systematic:
            self.point(operation)
        else:
            self.steps += 1

    def read_clock(self) -> None:
        """The program reads the clock; on the clock `any` others may go on before."""
        if self.clock_mode == ANY and self.current is not None and not self.ending:
            self.clock_read = True
            self.point((CLOCK, self, None))

    def join(self, thread: SimThread, timeout: float | None = None) -> bool:
        """Wait until *thread* has ended.

        :param timeout: seconds at most; None for as long as it takes.
        :return: whether it has ended.
        """
        me = self.current
        assert me is not None
        if self.ending:
            raise Unwind
        if timeout is not None and timeout <= 0:
            self.point((TRY_JOIN, thread, None))
        elif thread.finished:
            self.note((JOIN, thread, None))
        else:
            self._wait_for_end(me, thread, timeout)
        if not thread.finished:
            return False
        merge(me.clock, thread.clock)
        if self.recorder is not None:
            self.recorder.joined(thread)
        return True

    def _wait_for_end(self, me: SimThread, thread: SimThread, timeout: float | None) -> None:
        thread.joiners.append(me)
        me.wants = thread
        if timeout is not None:
            self.set_timer(timeout)
        if not me.may_time_out:
            self.runnable.remove(me)
        if self.recorder is not None:
            self.recorder.blocked(thread)
        try:
            self.block((JOIN if timeout is None else TRY_JOIN, thread, None))
        finally:
            thread.joiners.remove(me)
            me.wants = None
            late = me.due is not None and not thread.finished
            self._settle_timer(me, timed_out=not thread.finished)
            if late and self.recorder is not None and not self.ending:
                self.recorder.timed_out(thread)

    def _settle_timer(self, me: SimThread, *, timed_out: bool) -> None:
        if me.due is None:
            return
        if timed_out and not self.ending:
            self.now = max(self.now, me.due)
        self.clear_timer(me)

    def sleep(self, seconds: float) -> None:
        """Do nothing for *seconds*. Costs no real time."""
        me = self.current
        assert me is not None
        if self.recorder is not None:
            self.recorder.sleeping(seconds)
        if seconds <= 0:
            self.point()
            return
        self.set_timer(seconds)
        if not me.may_time_out:
            self.runnable.remove(me)
        try:
            self.block((SLEEP, self, None) if self.clock_mode == ANY else None)
        finally:
            self._settle_timer(me, timed_out=True)


def _keep_nothing(thing: Any) -> None:
    del thing


def _ignore_signal(number: int) -> None:
    del number


def _first(runnable: list[SimThread], me: SimThread | None) -> SimThread:
    return me if me is not None else runnable[0]
