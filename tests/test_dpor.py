"""Exhaustive exploration: as few schedules as theory allows, the same outcomes as trying everything, honest words."""

from __future__ import annotations

import math
from functools import partial
from typing import TYPE_CHECKING, Any

import pytest

from benchmarks.environment import REPOSITORY
from plugins.simulation import explore, exploring
from plugins.simulation.dpor import DporStrategy
from plugins.simulation.job import FILE, Job, explore_here
from tests.simulated import THREADS, explore_text

if TYPE_CHECKING:
    from pathlib import Path

HEAD = "import threading, queue, time\n" + THREADS


def prove(folder: Path, text: str, **options: Any) -> Any:
    """Explore *text* exhaustively."""
    body = "\n".join(line[8:] for line in text.splitlines())
    return explore_text(folder, HEAD + body + "\n", schedules=100_000, strategy="dpor", **options)


def readers(count: int) -> str:
    """*count* threads read what one writes."""
    return f"""
        x = 0
        def writer():
            global x
            x = 1
        def reader(): y = x
        together(writer, *[reader] * {count})
        """


def writers(count: int) -> str:
    """*count* threads write one variable."""
    return f"""
        x = 0
        def writer():
            global x
            x = 1
        together(*[writer] * {count})
        """


def file_system(count: int) -> str:
    """The file system of Flanagan and Godefroid (POPL 2005): inodes and blocks, each with its lock."""
    return f"""
        INODES, BLOCKS = 32, 26
        inode, busy = [0] * INODES, [False] * BLOCKS
        inode_locks = [threading.Lock() for _ in range(INODES)]
        block_locks = [threading.Lock() for _ in range(BLOCKS)]
        def allocate(number):
            def work():
                i = number % INODES
                with inode_locks[i]:
                    if inode[i] == 0:
                        b = (i * 2) % BLOCKS
                        while True:
                            with block_locks[b]:
                                if not busy[b]:
                                    busy[b] = True
                                    inode[i] = b + 1
                                    break
                            b = (b + 1) % BLOCKS
            return work
        together(*[allocate(n) for n in range({count})])
        """


def indexer(count: int) -> str:
    """The hash-table indexer of the same paper, with a table that makes threads meet from the twelfth on."""
    return f"""
        SIZE, MAX = 128, 4
        table = [0] * SIZE
        locks = [threading.Lock() for _ in range(SIZE)]
        def index(number):
            def work():
                for m in range(1, MAX + 1):
                    w = m * 11 + number
                    h = (w * 7) % SIZE
                    while True:
                        with locks[h]:
                            if table[h] == 0:
                                table[h] = w
                                break
                        h = (h + 1) % SIZE
            return work
        together(*[index(n) for n in range({count})])
        """


@pytest.mark.parametrize(
    ("text", "traces"),
    [
        (readers(2), 4),
        (readers(3), 8),
        (readers(5), 32),
        (writers(2), 2),
        (writers(3), 6),
        (writers(4), math.factorial(4)),
        (file_system(13), 1),
        (file_system(14), 2),
        (file_system(16), 8),
        (file_system(18), 32),
        (indexer(11), 1),
        (indexer(12), 8),
    ],
)
def test_published_counts(text: str, traces: int, tmp_path: Path) -> None:
    """One complete schedule for each Mazurkiewicz trace, as the papers count them."""
    answer = prove(tmp_path, text)
    assert (answer.verdict, answer.proved, answer.schedules) == ("ok", True, traces), answer.explanation


def test_a_deadlock_is_found(tmp_path: Path) -> None:
    """And nothing is proved then; the token shows it again."""
    text = """
        a, b = threading.Lock(), threading.Lock()
        def one():
            with a:
                with b: pass
        def two():
            with b:
                with a: pass
        together(one, two)
        """
    answer = prove(tmp_path, text)
    assert (answer.verdict, answer.proved) == ("deadlock", False)
    body = "\n".join(line[8:] for line in text.splitlines())
    again = explore_text(tmp_path, HEAD + body + "\n", replay=answer.replay)
    assert (again.verdict, again.replay) == ("deadlock", answer.replay)


def test_what_is_not_visible_is_not_proved(tmp_path: Path) -> None:
    """A program with something out of sight is run through, but not called proved."""
    answer = prove(
        tmp_path,
        """
        x = 0
        def work(): exec("global x; x = 1")
        together(work, work)
        """,
    )
    assert answer.verdict == "ok"
    assert answer.not_visible
    assert not answer.proved


POLLING = """
        turn, num = 0, 0
        def one():
            global turn, num
            while turn != 0: pass
            num += 1
            turn = 1
        def two():
            global turn, num
            while turn != 1: pass
            num += 1
        together(one, two)
        """


def test_a_loop_that_only_asks_waits(tmp_path: Path) -> None:
    """It waits for a write, which changes nothing for anybody, and so the program is proved."""
    answer = prove(tmp_path, POLLING)
    assert (answer.verdict, answer.proved, answer.redundant) == ("ok", True, 0), answer.explanation
    assert answer.schedules <= 4


def test_a_loop_with_a_body_ends_by_an_assumption(tmp_path: Path) -> None:
    """That it does nothing else is assumed after some turns, and said, and so no proof."""
    answer = prove(tmp_path, POLLING.replace("pass", "me = 1"))
    assert (answer.verdict, answer.proved) == ("ok", False), answer.explanation
    assert any("reads the same again" in sentence for sentence in answer.not_visible)


def test_polling_an_event(tmp_path: Path) -> None:
    """`Event.is_set` is an operation: both of its answers are seen, and a loop that asks for it waits."""
    text = """
        done = threading.Event()
        def set_it(): done.set()
        def ask(): print(done.is_set())
        def poll():
            while not done.is_set(): pass
        together(set_it, ask, poll)
        """
    answer = prove(tmp_path, text)
    assert (answer.verdict, answer.proved) == ("ok", True)
    assert answer.schedules > 2


def test_polling_for_ever_is_a_livelock(tmp_path: Path) -> None:
    """If nobody is left who could write, it is told as what it is."""
    answer = prove(tmp_path, POLLING.replace("turn = 1", "turn = 2"))
    assert answer.verdict == "livelock", answer.explanation


@pytest.mark.parametrize(
    ("statement", "unseen"),
    [
        ("threading.active_count()", "threading.active_count"),
        ("queue.SimpleQueue().qsize()", "SimpleQueue.qsize"),
        ("random.random()", "random numbers"),
    ],
)
def test_what_nobody_sees_is_named(statement: str, unseen: str, tmp_path: Path) -> None:
    """What the library shows without an operation keeps a program from being proved."""
    answer = prove(
        tmp_path,
        f"""
        {"import random" if "random" in statement else ""}
        def work(): {statement}
        together(work, work)
        """,
    )
    assert (answer.verdict, answer.proved) == ("ok", False)
    assert any(unseen in sentence for sentence in answer.not_visible)


def test_a_daemon_is_run_before_the_end(tmp_path: Path) -> None:
    """What a daemon thread can still do it does before the main thread ends: its mistake is found."""
    answer = prove(
        tmp_path,
        """
        def work(): 1 / 0
        threading.Thread(target=work, daemon=True).start()
        """,
    )
    assert answer.verdict == "exception"


@pytest.mark.parametrize(
    ("program", "classes"), [("alternation", 512), ("buffer_with_while", 112), ("locked_update", 2)]
)
def test_programs_of_the_benchmarks(program: str, classes: int) -> None:
    """The right alternation with limit 10 and the right bounded buffer with two of each are proved, nothing twice."""
    path = REPOSITORY / "benchmarks" / "programs" / f"{program}.py"
    answer = explore(path, strategy="dpor", schedules=10_000)
    assert (answer.proved, answer.schedules, answer.redundant) == (True, classes, 0), answer.explanation


def test_nothing_is_proved_without_an_end(tmp_path: Path) -> None:
    """A search that ran out of schedules says how far it came."""
    body = "\n".join(line[8:] for line in writers(4).splitlines())
    answer = explore_text(tmp_path, HEAD + body + "\n", schedules=10, strategy="dpor")
    assert (answer.proved, answer.how_far()) == (False, "10 schedules, nothing wrong seen")
    answer = explore_text(tmp_path, HEAD + body + "\n", schedules=100, strategy="dpor")
    assert (answer.proved, answer.how_far()) == (True, "all 24 interleavings hold")


@pytest.mark.parametrize(("count", "fits"), [(4, True), (5, True), (8, False), (9, False)])
def test_what_cannot_be_finished_is_given_up(
    count: int, fits: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who asks for all or nothing waits for a few schedules only, where there are too many; what fits is run wholly."""
    monkeypatch.setattr(exploring, "Asked", partial(exploring.Asked, wholly=True))
    body = "\n".join(line[8:] for line in writers(count).splitlines())
    answer = explore_text(tmp_path, HEAD + body + "\n", schedules=200, strategy="dpor")
    assert answer.proved == fits
    assert answer.schedules == math.factorial(count) if fits else answer.schedules < 100, answer.schedules


def test_the_share_of_what_was_run_ends_at_one(monkeypatch: pytest.MonkeyPatch) -> None:
    """It grows in the end, though not at each step, since branches are found late; after the last schedule it is 1."""
    shares = []
    learn = DporStrategy.learn

    def learn_and_note(self: DporStrategy) -> bool:
        complete = learn(self)
        shares.append(self.share())
        return complete

    monkeypatch.setattr(DporStrategy, "learn", learn_and_note)
    program = REPOSITORY / "benchmarks" / "programs" / "buffer_with_while.py"
    assert explore_here(Job(FILE, str(program), strategy="dpor", schedules=1_000)).proved
    assert all(0 < share <= 1 for share in shares)
    assert shares[-1] == pytest.approx(1)
    assert shares[len(shares) // 2] < 1
