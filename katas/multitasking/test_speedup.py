"""How many times faster it is with an executor."""

import contextlib
import functools
import mmap
import os
import struct
import sys
import threading
import time
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor

import pytest

import checks

pytestmark = pytest.mark.real

#: Seconds that a piece of work takes alone, and with an executor that does two of them side by side.
ALONE = 4.0
SIDE_BY_SIDE = 2.0
#: Seconds that go by from one look at the clock to the next one, whatever else happens.
TICK = 0.001

EXECUTORS = pytest.mark.parametrize("executor", [ThreadPoolExecutor, ProcessPoolExecutor])


class Clock:
    """A clock that goes on by what was done: exact, however quick or slow the machine is."""

    def __init__(self, spans):
        self.spans = spans
        self.looks = 0

    def __call__(self):
        """Return the time."""
        self.looks += 1
        ended = [mark.thread for mark in self.spans.marks if mark.kind == "ends"]
        alone = ended.count("MainProcess")
        self.spans.point("the clock is read")
        return self.looks * TICK + alone * ALONE + (len(ended) - alone) * SIDE_BY_SIDE


def work_with_company(spans, alone, who):
    """Be at work; with an executor, only when the other one is there too, and until the caller can do no more."""
    elsewhere = alone != here()
    if elsewhere:
        spans.point(f"the argument {who} is with the executor")
    with spans.inside(who):
        if elsewhere:
            spans.wait_for(f"the argument {1 - who} is with the executor")
            if who == 1:
                # Who reads the clock before the results are there reads it now.
                checks.let_others_go_on(alone[0])


def here():
    """Return in which process and thread this is."""
    return os.getpid(), threading.get_ident()


@EXECUTORS
def test_how_many_times_faster(kata, tmp_path, executor):
    """Eight seconds alone, four with the executor: twice as fast. Both are at work there at the same time."""
    spans = checks.ProcessSpans(tmp_path)
    with executor(2) as pool:
        answer = kata.speedup(functools.partial(work_with_company, spans, here()), [0, 1], pool, Clock(spans))
    marks = [(mark.kind, mark.who) for mark in spans.marks]
    assert marks[-1] == ("point", "the clock is read"), "the clock was read for the last time before all was done"
    assert round(answer, 1) == 2.0, f"8 seconds alone and 4 with the executor: 2 times faster, not {answer:.1f}"


def test_the_executor_is_the_callers(kata):
    """Who has made it shuts it down; after the measurement it still takes work."""
    with ThreadPoolExecutor(1) as pool:
        kata.speedup(abs, [1], pool)
        try:
            pool.submit(abs, 1)
        except RuntimeError as error:
            raise AssertionError(f"the executor was shut down, and that is for the caller: {error}") from None


def test_slower_is_less_than_one(kata, tmp_path):
    """One piece of work: an executor that takes longer for it has a speedup below 1."""
    spans = checks.ProcessSpans(tmp_path)
    with ThreadPoolExecutor(1) as pool:
        answer = kata.speedup(functools.partial(note, spans), [1], pool, SlowPool(spans))
    assert round(answer, 2) == 0.5, f"1 second alone and 2 with the executor: a speedup of 0.5, not {answer:.2f}"


class SlowPool(Clock):
    """Alone it takes a second, with the executor two."""

    def __call__(self):
        """Return the time."""
        ended = [mark.thread for mark in self.spans.marks if mark.who == 1]
        alone = ended.count("MainProcess")
        return alone * 1.0 + (len(ended) - alone) * 2.0


def note(spans, what):
    """Note it."""
    spans.point(what)


def test_alone_is_one_after_the_other_and_here(kata, tmp_path):
    """The first half of it does not leave the process and the thread that called."""
    spans = checks.ProcessSpans(tmp_path)
    with ThreadPoolExecutor(2) as pool:
        kata.speedup(functools.partial(work_with_company, spans, here()), [0, 1], pool, Clock(spans))
    alone = [(mark.kind, mark.who) for mark in spans.marks if mark.thread == "MainProcess" and mark.kind != "point"]
    checks.in_order(alone, [("begins", 0), ("ends", 0), ("begins", 1), ("ends", 1)])


def fail(who):
    """Fail, in the caller's process too."""
    raise LookupError(f"{who} is not at home")


def fail_elsewhere(pid_and_thread, who):
    """Fail, but not alone."""
    if pid_and_thread != here():
        fail(who)


def test_what_goes_wrong_comes_out(kata):
    """An exception of the work is an exception of the measurement, wherever it happened."""
    with ThreadPoolExecutor(1) as pool:
        checks.refuses(LookupError, lambda: kata.speedup(fail, [1], pool), "a function that fails here")
        elsewhere = functools.partial(fail_elsewhere, here())
        checks.refuses(
            LookupError, lambda: kata.speedup(elsewhere, [1], pool), "a function that fails with the executor"
        )


# --- What threads and processes do with work that only calculates ---


#: The cores that there are for this.
CORES = sorted(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else list(range(os.cpu_count() or 1))
#: Nanoseconds: who is off the core for longer has been interrupted; and that long two have to be on a core both.
INTERRUPTED = 20_000
TOGETHER = 100_000
#: Two pairs of times, and a mark that they overlapped.
STRETCH = struct.Struct("=qq")
SEEN = 2 * STRETCH.size


def calculate(file, alone, seconds, who):
    """Calculate for so much time of a core, and see whether the other one is on a core as well at the same moment.

    The time that this thread has had a core and the time on the wall go on equally as long as it is not interrupted.
    Such a stretch is written down for the other one, and compared with the other one's.
    """
    if alone == here():
        return
    with contextlib.suppress(OSError, AttributeError):
        # On a busy computer both might be waiting for the same core for long; each gets its own.
        os.sched_setaffinity(0, {CORES[who % len(CORES)]})
    with file.open("r+b") as opened, mmap.mmap(opened.fileno(), 0) as shared:
        wall, mine = time.monotonic_ns(), time.thread_time_ns()
        begin, end = wall, mine + int(seconds * 1e9)
        while mine < end and not shared[SEEN]:
            sum(range(100))
            wall_now, mine_now = time.monotonic_ns(), time.thread_time_ns()
            if (wall_now - wall) - (mine_now - mine) > INTERRUPTED:
                begin = wall_now
            wall, mine = wall_now, mine_now
            STRETCH.pack_into(shared, who * STRETCH.size, begin, wall)
            other_begin, other_wall = STRETCH.unpack_from(shared, (1 - who) * STRETCH.size)
            if min(wall, other_wall) - max(begin, other_begin) > TOGETHER:
                shared[SEEN] = 1


def at_the_same_time(kata, file, pool, seconds):
    """Return whether two calculations were on two cores at the same moment."""
    file.write_bytes(bytes(SEEN + 1))
    kata.speedup(functools.partial(calculate, file, here(), seconds), [0, 1], pool)
    return bool(file.read_bytes()[SEEN])


@pytest.mark.skipif(len(CORES) < 2, reason="with one core nothing is parallel")
def test_processes_calculate_in_parallel(kata, tmp_path):
    """Two processes are on two cores at the same moment: that is what makes them faster."""
    with ProcessPoolExecutor(2) as pool:
        assert at_the_same_time(kata, tmp_path / "stretches", pool, 20), (
            "two processes never calculated at the same time"
        )


def test_threads_calculate_in_turns(kata, tmp_path):
    """Two threads never are, as long as there is a GIL: so they are not faster than one."""
    gil = getattr(sys, "_is_gil_enabled", lambda: True)()
    with ThreadPoolExecutor(2) as pool:
        parallel = at_the_same_time(kata, tmp_path / "stretches", pool, 0.05 if gil else 20)
    assert parallel is (not gil)
