"""Exhaustive exploration: as few schedules as theory allows, the same outcomes as trying everything, honest words."""

from __future__ import annotations

import math
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from plugins.simulation.dpor import DporStrategy
from plugins.simulation.exploring import Explorer, Run
from plugins.simulation.world import World
from tests.simulated import THREADS, explore_text

if TYPE_CHECKING:
    from plugins.simulation.machine import SimThread

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


class Everything:
    """Tries every choice, equivalent or not: what exhaustive exploration is measured against."""

    name = "everything"
    seed = 0

    def __init__(self) -> None:
        self.path: list[tuple[int, list[int]]] = []
        self.depth = 0

    def choose(self, runnable: list[SimThread], me: SimThread | None) -> SimThread:
        """Follow the path, then the first of all."""
        del me
        by_index = {thread.index: thread for thread in runnable}
        if self.depth == len(self.path):
            first, *others = sorted(by_index)
            self.path.append((first, others))
        chosen = by_index[self.path[self.depth][0]]
        self.depth += 1
        return chosen

    def next(self) -> bool:
        """Turn to the next path; return whether there is one."""
        self.depth = 0
        while self.path:
            _, others = self.path.pop()
            if others:
                self.path.append((others[0], others[1:]))
                return True
        return False


STATEMENTS = st.sampled_from(
    [
        "x = {k}",
        "seen.append(('x', me, x))",
        "x = x + 1",
        "y = x",
        "y = y + {k}",
        "with a: x = x + {k}",
        "with a:\n        y = x",
        "with b: y = {k}",
        "with a:\n        with b: x = y",
        "got = a.acquire(False); seen.append((me, got)); got and a.release()",
        "with c: ready.append({k}); c.notify()",
        "if not ready:\n        x = {k}",
    ]
)
THREAD = st.lists(STATEMENTS, min_size=1, max_size=2)


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture]
)
@given(threads=st.lists(THREAD, min_size=2, max_size=3).filter(lambda threads: sum(map(len, threads)) <= 4))
def test_same_outcomes_as_trying_everything(threads: list[list[str]], tmp_path: Path) -> None:
    """On small random programs of reads, writes, locks, attempts and conditions no outcome is missed or made up."""
    lines = ["import threading", "x = y = 0", "a, b, c = threading.Lock(), threading.Lock(), threading.Condition()"]
    lines += ["ready, seen = [], []"]
    for number, body in enumerate(threads):
        lines += [f"def thread_{number}():", f"    me = {number}", "    global x, y"]
        lines += ["    " + statement.format(k=number + 1) for statement in body]
    lines += [
        "def main():",
        f"    ts = [threading.Thread(target=f) for f in ({', '.join(f'thread_{n}' for n in range(len(threads)))},)]",
    ]
    lines += ["    for t in ts: t.start()", "    for t in ts: t.join()"]
    path = tmp_path / "random_program.py"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    import sys

    from plugins.simulation import world as world_module

    world_module._REWRITTEN.clear()
    with World(rewrite_roots=[tmp_path]) as world:
        sys.path.insert(0, str(tmp_path))
        outcomes: set[str] = set()

        def program(run: Run) -> None:
            del run
            module: Any = world.import_module("random_program")
            module.main()
            outcomes.add(repr((module.x, module.y, sorted(module.seen), sorted(module.ready))))

        explorer = Explorer(program, world=world)
        everything = Everything()
        world.machine.systematic = True
        stuck = False
        for _ in range(2000):
            run = explorer.run_once(everything.choose)
            stuck |= run.outcome != "finished"
            if not everything.next():
                break
        else:
            return
        wanted, wanted_stuck = set(outcomes), stuck
        outcomes.clear()
        reduced = DporStrategy(world.machine)
        stuck = False
        number = 0
        while (choose := reduced.chooser(number)) is not None:
            run = explorer.run_once(choose)
            number += 1
            if reduced.learn():
                stuck |= run.outcome != "finished"
        assert reduced.exhausted
        assert (outcomes, stuck) == (wanted, wanted_stuck), path.read_text()


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


def test_polling_loops_end(tmp_path: Path) -> None:
    """A loop that polls waits for a write; that it does nothing else is assumed, said, and so no proof."""
    answer = prove(tmp_path, POLLING)
    assert (answer.verdict, answer.proved) == ("ok", False), answer.explanation
    assert any("polls a variable" in sentence for sentence in answer.not_visible)


def test_polling_for_ever_is_a_livelock(tmp_path: Path) -> None:
    """If nobody is left who could write, it is told as what it is."""
    answer = prove(tmp_path, POLLING.replace("turn = 1", "turn = 2"))
    assert answer.verdict == "livelock", answer.explanation
