"""Lock order: two locks taken in both orders are told although no schedule got stuck, and nothing else is."""

from __future__ import annotations

from pathlib import Path

import pytest

from plugins.simulation.detectors import Finding
from plugins.simulation.job import FILE, Job
from tests.simulated import THREADS, explore_text

HEAD = "import threading, queue, time\nfrom concurrent.futures import ThreadPoolExecutor\n" + THREADS

#: One after the other in time, so that none of these ever gets stuck, but by sleeping alone.
BOTH_ORDERS = """
a, b = threading.Lock(), threading.Lock()
def one():
    with a:
        with b: pass
def two():
    time.sleep(5)
    with b:
        with a: pass
together(one, two)
"""

PLANTED = {
    "two locks": (BOTH_ORDERS, ("one takes `a`", "then `b`", "two takes `b`", "then `a`")),
    "reentrant locks": (BOTH_ORDERS.replace("Lock()", "RLock()"), ("one takes `a`", "two takes `b`")),
    "conditions": (BOTH_ORDERS.replace("Lock()", "Condition()"), ("one takes `a`", "two takes `b`")),
    "locks of two objects": (
        """
        class Account:
            def __init__(self): self.lock = threading.Lock()
        def move(source, target):
            with source.lock:
                with target.lock: pass
        ann, bob = Account(), Account()
        def there(): move(ann, bob)
        def back():
            time.sleep(5)
            move(bob, ann)
        together(there, back)
        """,
        ("there takes `source.lock`", "back takes the same two the other way round"),
    ),
    "three locks in a circle": (
        """
        forks = [threading.Lock() for _ in range(3)]
        def dine(n):
            time.sleep(5 * n)
            with forks[n]:
                with forks[(n + 1) % 3]: pass
        def p0(): dine(0)
        def p1(): dine(1)
        def p2(): dine(2)
        together(p0, p1, p2)
        """,
        ("3 locks are taken in a circle", "p0 takes", "p1 takes", "p2 takes"),
    ),
}

CLEAN = {
    "one order": """
        a, b = threading.Lock(), threading.Lock()
        def one():
            with a:
                with b: pass
        def two():
            with a:
                with b: pass
        together(one, two)
        """,
    "a gate": """
        gate, a, b = threading.Lock(), threading.Lock(), threading.Lock()
        def one():
            with gate:
                with a:
                    with b: pass
        def two():
            with gate:
                with b:
                    with a: pass
        together(one, two)
        """,
    "a single thread": """
        a, b = threading.Lock(), threading.Lock()
        def one():
            with a:
                with b: pass
            with b:
                with a: pass
        together(one)
        """,
    "one after the other by join": """
        a, b = threading.Lock(), threading.Lock()
        def one():
            with a:
                with b: pass
        def two():
            with b:
                with a: pass
        together(one)
        together(two)
        """,
    "before the others are started": """
        a, b = threading.Lock(), threading.Lock()
        def one():
            with b:
                with a: pass
        with a:
            with b: pass
        together(one)
        """,
    "woken by the other": """
        a, b, done = threading.Lock(), threading.Lock(), threading.Event()
        def one():
            time.sleep(1)
            with a:
                with b: pass
            done.set()
        def two():
            done.wait()
            with b:
                with a: pass
        together(one, two)
        """,
    "without waiting": """
        a, b = threading.Lock(), threading.Lock()
        def one():
            with a:
                with b: pass
        def two():
            with b:
                if a.acquire(blocking=False): a.release()
        together(one, two)
        """,
    "with a timeout": """
        a, b = threading.Lock(), threading.Lock()
        def one():
            with a:
                with b: pass
        def two():
            with b:
                if a.acquire(timeout=1): a.release()
        together(one, two)
        """,
    "a reentrant lock again": """
        a, b = threading.RLock(), threading.RLock()
        def work():
            with a:
                with b:
                    with a: pass
        def other(): work()
        together(work, other)
        """,
    "conditions of the library": """
        q, lock = queue.Queue(1), threading.Lock()
        def producer():
            for n in range(3): q.put(n)
        def consumer():
            for n in range(3):
                with lock: q.get()
        together(producer, consumer)
        """,
}


@pytest.mark.parametrize("kind", PLANTED)
def test_told_although_nothing_got_stuck(kind: str, tmp_path: Path) -> None:
    """One schedule that went well is enough; the note has both places, and fails nothing."""
    text, says = PLANTED[kind]
    answer = explore_text(tmp_path, HEAD + _dedent(text), schedules=1)
    assert answer.verdict == "ok"
    assert len(answer.notes) == 1
    assert answer.notes[0].startswith("Lock order: ")
    assert answer.notes[0].count("(line ") == (6 if "circle" in kind else 4)
    for part in says:
        assert part in answer.notes[0]
    assert answer.as_dict()["notes"] == answer.notes


@pytest.mark.parametrize("kind", CLEAN)
def test_no_false_alarm(kind: str, tmp_path: Path) -> None:
    """What can never get stuck is not told."""
    answer = explore_text(tmp_path, HEAD + _dedent(CLEAN[kind]), schedules=30)
    assert (answer.verdict, answer.notes) == ("ok", [])


def test_a_deadlock_tells_itself(tmp_path: Path) -> None:
    """A schedule that did get stuck needs no note."""
    answer = explore_text(tmp_path, HEAD + _dedent(BOTH_ORDERS.replace("    time.sleep(5)\n", "")), schedules=300)
    assert answer.verdict == "deadlock"
    assert answer.story is not None
    assert not any(note.startswith("Lock order") for note in answer.story.notes)


def test_no_note_on_what_is_proved(tmp_path: Path) -> None:
    """Where every interleaving was run and none got stuck, there is nothing to warn of."""
    text = _dedent(CLEAN["one order"])
    answer = explore_text(tmp_path, HEAD + text, strategy="dpor", schedules=1000)
    assert (answer.proved, answer.notes) == (True, [])


def test_a_long_program_is_not_looked_at(tmp_path: Path) -> None:
    """Beyond so many events the recorder takes itself off; the answer is the same, without notes."""
    loop = "def busy():\n    for n in range(12_000):\n        with a: pass\n"
    text = _dedent(BOTH_ORDERS).replace("together(one, two)", loop + "together(busy, one, two)")
    answer = explore_text(tmp_path, HEAD + text, schedules=1)
    assert (answer.verdict, answer.notes) == ("ok", [])
    assert answer.operations > 20_000


def test_a_verdict_that_is_none() -> None:
    """A finding has a verdict of those there are."""
    says = r"^a Finding has the verdict 'bad': give one of ok, deadlock, .*, or '' for a note$"
    with pytest.raises(ValueError, match=says):
        Finding("it is bad", "bad")


def test_a_job_names_its_detectors() -> None:
    """Detectors of a job are plain names, so that they travel."""
    assert Job(FILE, "x.py", detectors=["a:B"]).detectors == ["a:B"]


def _dedent(text: str) -> str:
    lines = text.splitlines()
    margin = min((len(line) - len(line.lstrip()) for line in lines if line.strip()), default=0)
    return "\n".join(line[margin:] for line in lines) + "\n"
