"""Wake-ups that CPython's Condition does not have: what they find and what they leave alone; they are labelled."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

import pytest

from plugins.simulation.exploring import Explorer
from plugins.simulation.wakeups import Wakeups
from tests.simulated import THREADS, explore_text

HEAD: Final = "import threading, queue, time\n" + THREADS

BUFFER: Final = (
    HEAD
    + """
items, changed = [], threading.Condition()
def consumer():
    with changed:
        if not items: changed.wait()
        items.pop()
def producer():
    with changed:
        items.append(1)
        changed.notify()
together(consumer, producer)
"""
)

THREE_SLEEPERS: Final = (
    HEAD
    + """
asleep, go = 0, threading.Condition()
order = []
def sleeper():
    global asleep
    with go:
        asleep += 1
        go.wait()
        order.append(threading.current_thread().name)
        turn.set()
threads = [threading.Thread(target=sleeper, name=name) for name in "abc"]
turn = threading.Event()
for number, thread in enumerate(threads):
    thread.start()
    while True:
        with go:
            if asleep > number: break
for _ in threads:
    turn.clear()
    with go: go.notify()
    turn.wait()
for thread in threads: thread.join()
print(*order)
"""
)

#: What the library is made of does not mind, and Event relies on CPython's Condition.
LIBRARY: Final = (
    HEAD
    + """
from concurrent.futures import ThreadPoolExecutor
event, q, slots, barrier = threading.Event(), queue.Queue(1), threading.Semaphore(1), threading.Barrier(2)
def one():
    assert event.wait()
    assert event.is_set()
    q.put(1); q.put(2)
    with slots: pass
    barrier.wait()
def two():
    event.set()
    assert q.get() == 1
    assert q.get() == 2
    with slots: pass
    barrier.wait()
together(one, two)
with ThreadPoolExecutor(2) as pool:
    assert list(pool.map(abs, [-1, -2])) == [1, 2]
"""
)


def _outcomes(monkeypatch: pytest.MonkeyPatch, folder: Path, text: str, **options: Any) -> set[str]:
    """Return what the program printed, over all complete schedules."""
    seen: set[str] = set()
    run_once = Explorer.run_once

    def noted(self: Explorer, choose: Any) -> Any:
        run = run_once(self, choose)
        if run.outcome == "finished":
            seen.add(self.world.journal.text.strip())
        return run

    monkeypatch.setattr(Explorer, "run_once", noted)
    assert explore_text(folder, text, **options).verdict == "ok"
    return seen


@pytest.mark.parametrize("strategy", ["random", "dpor"])
class TestSpurious:
    """A wait may return without a notify."""

    def test_an_if_is_found_out_with_two_threads(self, strategy: str, tmp_path: Path) -> None:
        """The report shows the wake-up, asks what has to be looked at again, and is labelled; its token works."""
        options: dict[str, Any] = {"strategy": strategy, "schedules": 500}
        assert explore_text(tmp_path, BUFFER, **options).verdict == "ok"
        answer = explore_text(tmp_path, BUFFER, spurious=True, **options)
        assert answer.verdict == "exception"
        story = answer.story
        assert story is not None
        assert [step.text for step in story.steps].count("wakes up, though nobody sent a notify") == 1
        assert story.rule.startswith("A wait may return although nothing has changed")
        assert story.notes[0].startswith("Run with more than CPython does today: a wait may return although nobody")
        again = explore_text(tmp_path, BUFFER, spurious=True, replay=answer.replay)
        assert (again.verdict, again.replay) == ("exception", answer.replay)

    def test_a_while_is_right(self, strategy: str, tmp_path: Path) -> None:
        """Whoever looks again is not blamed; exhaustively too."""
        for loop in ("while not items: changed.wait()", "changed.wait_for(lambda: items)"):
            text = BUFFER.replace("if not items: changed.wait()", loop)
            answer = explore_text(tmp_path, text, strategy=strategy, schedules=2000, spurious=True)
            assert answer.verdict == "ok", answer.explanation
            assert answer.proved == (strategy == "dpor" and "lambda" not in loop) or strategy == "dpor"

    def test_a_lost_notify_is_still_a_deadlock(self, strategy: str, tmp_path: Path) -> None:
        """A wake-up may come, and need not: it does not cover what is missing."""
        text = BUFFER.replace("        changed.notify()\n", "").replace("if not", "while not")
        assert explore_text(tmp_path, text, strategy=strategy, spurious=True, schedules=500).verdict == "deadlock"


def test_the_library_is_left_alone(tmp_path: Path) -> None:
    """Waits inside of Event, Queue, Semaphore, Barrier and pools return as in CPython."""
    for options in ({"spurious": True}, {"wakeups": "any"}, {"spurious": True, "wakeups": "any"}):
        answer = explore_text(tmp_path, LIBRARY, schedules=200, **options)
        assert answer.verdict == "ok", answer.explanation


def test_no_thread_is_left_over(tmp_path: Path) -> None:
    """What wakes is no thread of the program: nobody counts it, nobody waits for it."""
    text = BUFFER.replace("if not items", "while not items") + "assert threading.active_count() == 1\n"
    assert explore_text(tmp_path, text, spurious=True, wakeups="any").verdict == "ok"


def test_in_order_and_any(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """CPython wakes in the order of waiting; asked for any order, every one comes."""
    assert _outcomes(monkeypatch, tmp_path, THREE_SLEEPERS, schedules=100) == {"a b c"}
    every = {"a b c", "a c b", "b a c", "b c a", "c a b", "c b a"}
    assert _outcomes(monkeypatch, tmp_path, THREE_SLEEPERS, schedules=300, wakeups="any") == every


def test_any_order_names_who_was_woken(tmp_path: Path) -> None:
    """The row of the notify has the thread that it woke, whoever that was."""
    text = THREE_SLEEPERS + "assert order == ['a', 'b', 'c']\n"
    answer = explore_text(tmp_path, text, schedules=300, wakeups="any", explain=True)
    assert answer.verdict == "assertion"
    assert answer.story is not None
    woken = [step.text for step in answer.story.steps if step.text.startswith("notify: wakes ")]
    assert " ".join(text[-1] for text in woken) == answer.output.splitlines()[0]
    assert "a notify may wake any of those who wait" in answer.story.notes[0]


def test_the_label() -> None:
    """What CPython does needs no label."""
    assert Wakeups().label() == []
    (label,) = Wakeups(spurious=True).label()
    assert label == (
        "Run with more than CPython does today: a wait may return although nobody sent a notify (a spurious wake-up, "
        "one for each thread). Python's documentation does not rule it out."
    )
