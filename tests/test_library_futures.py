"""Pools on the simulated machine: their order repeats, patience ends on the second, a forgotten pool is no noise."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Final

from tests.simulated import explore_text

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

HEAD: Final = "import time\nfrom concurrent.futures import ThreadPoolExecutor, as_completed, wait\n"
#: What is done already comes out of sets, in the order of their hashes.
SETS: Final = (
    HEAD
    + """
filler = [object() for _ in range(time.monotonic_ns() % 7)]
with ThreadPoolExecutor(1) as pool:
    futures = [pool.submit(int, number) for number in range(20)]
print(*(future.result() for future in as_completed(futures)))
print(*(future.result() for future in wait(futures).done))
"""
)
#: The clock stands at the very moment at which time is up, and `as_completed` wants it to be past.
ON_THE_SECOND: Final = (
    HEAD
    + """
pool = ThreadPoolExecutor(1)
slow = pool.submit(time.sleep, 10)
began = time.monotonic()
try:
    list(as_completed([slow], timeout=3))
except TimeoutError:
    waited = time.monotonic() - began
    assert 3 <= waited < 3.001, waited
    print("time is up")
pool.shutdown(wait=False)
"""
)
#: The only reference goes while threads are unwound, as the program has failed.
FORGOTTEN: Final = (
    HEAD
    + """
def leave():
    pool = ThreadPoolExecutor(2)
    pool.submit(time.sleep, 1)
    assert not pool.submit(int, 1).result()
leave()
"""
)


def test_what_lies_in_a_set_has_an_order_that_repeats(tmp_path: Path) -> None:
    """In every schedule, and again when the program is run anew."""
    first = explore_text(tmp_path, SETS, schedules=5)
    kept = [object() for _ in range(1000)]
    second = explore_text(tmp_path, SETS, schedules=5)
    assert first.verdict == second.verdict == "ok", first.explanation + second.explanation
    assert first.output == second.output
    assert kept


def test_threads_in_a_set_have_an_order_that_repeats(tmp_path: Path) -> None:
    """The one in which they came: so a pool joins its workers in the same order wherever they lie in memory."""
    program = """
import threading
threads = [threading.Thread(target=int, name=f"{number}") for number in range(30)]
came = threads[::2] + threads[1::2]
assert [thread.name for thread in set(came)] == [thread.name for thread in came]
assert threading.main_thread() in {threading.main_thread(), *threads}
"""
    answer = explore_text(tmp_path, program, schedules=5)
    assert answer.verdict == "ok", answer.explanation


def test_a_proof_does_not_lose_its_way(tmp_path: Path) -> None:
    """A systematic search meets the same program in every schedule, so it comes to its end."""
    small = HEAD + "with ThreadPoolExecutor(1) as pool:\n    print(wait([pool.submit(int)]).done.pop().result())\n"
    assert explore_text(tmp_path, small, strategy="dpor", schedules=500).proved


def test_patience_ends_when_its_time_has_come(tmp_path: Path) -> None:
    """`as_completed` with a timeout raises; it does not ask the clock for ever."""
    answer = explore_text(tmp_path, ON_THE_SECOND, schedules=30)
    assert answer.verdict == "ok", answer.explanation
    assert "time is up" in answer.output


def test_a_forgotten_pool_is_unwound_quietly(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No exception is raised where nobody can handle it, so no report is disturbed by one."""
    unraisable: list[object] = []
    monkeypatch.setattr(sys, "unraisablehook", unraisable.append)
    assert explore_text(tmp_path, FORGOTTEN, schedules=30).verdict == "assertion"
    assert unraisable == []
