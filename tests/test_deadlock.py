"""Deadlocks: each kind has its own sentence, a planted program that has it and a clean twin that has not."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.simulated import THREADS, explore_text

HEAD = "import threading, queue, time\nfrom concurrent.futures import ThreadPoolExecutor\n" + THREADS

PLANTED = {
    "cycle of two locks": (
        """
        a, b = threading.Lock(), threading.Lock()
        def one():
            with a:
                with b: pass
        def two():
            with b:
                with a: pass
        together(one, two)
        """,
        r"one and two wait for each other|two and one wait for each other",
        ("with b:\n                with a: pass", "with a:\n                with b: pass"),
    ),
    "a lock taken twice by its own thread": (
        """
        a = threading.Lock()
        def one():
            with a:
                with a: pass
        together(one)
        """,
        r"one waits for a, which it already holds itself",
        ("a = threading.Lock()", "a = threading.RLock()"),
    ),
    "a lock that is never released": (
        """
        a = threading.Lock()
        def one():
            a.acquire()
        def two():
            with a: pass
        together(one, two)
        """,
        r"a was taken by one on line \d+ and never released",
        ("            a.acquire()\n", "            a.acquire(); a.release()\n"),
    ),
    "a lock left locked by an exception": (
        """
        a = threading.Lock()
        def one():
            a.acquire()
            int("x")
            a.release()
        def two():
            time.sleep(1)
            with a: pass
        together(one, two)
        """,
        r"a was never released: one took it on line \d+, and then an exception ended one on line \d+ .ValueError.",
        ('int("x")', 'int("1")'),
    ),
    "a lock left locked by an exception that was caught": (
        """
        a = threading.Lock()
        def work(text):
            a.acquire()
            int(text)
            a.release()
        def one():
            try: work("x")
            except ValueError: pass
            work("1")
        together(one)
        """,
        r"one waits for a, which it took itself on line \d+, in a call of work that is over and never released it",
        ('work("x")', 'work("0")'),
    ),
    "a notify that wakes the wrong one": (
        """
        items, changed = [], threading.Condition()
        def put():
            for n in range(2):
                with changed:
                    while items: changed.wait()
                    items.append(n)
                    changed.notify()
        def get():
            for n in range(2):
                with changed:
                    while not items: changed.wait()
                    items.pop()
                    changed.notify()
        def put1(): put()
        def put2(): put()
        def get1(): get()
        def get2(): get()
        together(put1, put2, get1, get2)
        """,
        r"a notify on changed woke the wrong one: it woke \w+, which could not go on and waits again, and .* not told",
        (
            "items.append(n)\n                    changed.notify()",
            "items.append(n)\n                    changed.notify_all()",
        ),
    ),
    "two threads that join each other": (
        """
        def one():
            time.sleep(1)
            threads[1].join()
        def two():
            time.sleep(1)
            threads[0].join()
        threads = [threading.Thread(target=f, name=f.__name__) for f in (one, two)]
        for thread in threads: thread.start()
        """,
        r"wait for each other in a circle",
        ("threads[0].join()", "pass"),
    ),
    "a lost notify": (
        """
        c, ready = threading.Condition(), []
        def waiter():
            with c:
                c.wait()
        def waker():
            with c:
                ready.append(1)
                c.notify()
        together(waiter, waker)
        """,
        r"a notify was lost.*waker sent its notify on c",
        ("                c.wait()\n", "                while not ready: c.wait()\n"),
    ),
    "nobody notifies": (
        """
        c, ready = threading.Condition(), []
        def waiter():
            with c:
                while not ready: c.wait()
        def other():
            with c:
                ready.append(1)
        together(waiter, other)
        """,
        r"waiter waits for a notify on c, and nobody ever sends one",
        ("                ready.append(1)\n", "                ready.append(1); c.notify()\n"),
    ),
    "an event nobody sets": (
        """
        e = threading.Event()
        def waiter():
            e.wait()
        def other(): pass
        together(waiter, other)
        """,
        r"waiter waits until e is set, and nobody ever sets it",
        ("def other(): pass", "def other(): e.set()"),
    ),
    "an event cleared by its waiter": (
        """
        e = threading.Event()
        def waiter():
            e.clear()
            e.wait()
        def setter():
            e.set()
        together(waiter, setter)
        """,
        r"e was set, then cleared again.*waiter cleared e on line",
        ("            e.clear()\n", ""),
    ),
    "a consumer without a sentinel": (
        """
        q = queue.Queue()
        def producer():
            q.put(1)
        def consumer():
            q.get(); q.get()
        together(producer, consumer)
        """,
        r"consumer waits for an item from q, and nobody is left who puts one in",
        ("            q.put(1)\n", "            q.put(1); q.put(None)\n"),
    ),
    "a full queue": (
        """
        q = queue.Queue(1)
        def producer():
            q.put(1); q.put(2)
        together(producer)
        """,
        r"producer waits for room in q, and nobody is left who takes anything out",
        ("queue.Queue(1)", "queue.Queue(2)"),
    ),
    "a queue joined without task_done": (
        """
        q = queue.Queue()
        def consumer():
            q.get()
        q.put(1)
        together(consumer)
        q.join()
        """,
        r"q\.join\(\) waits for 1 items? that (was|were) never reported done",
        ("            q.get()\n", "            q.get(); q.task_done()\n"),
    ),
    "a barrier short of its parties": (
        """
        b = threading.Barrier(3)
        def one(): b.wait()
        def two(): b.wait()
        together(one, two)
        """,
        r"b waits for 3 threads, 2 have arrived",
        ("Barrier(3)", "Barrier(2)"),
    ),
    "a slot that is never given back": (
        """
        s = threading.Semaphore(1)
        def one(): s.acquire()
        def two(): s.acquire()
        together(one, two)
        """,
        r"waits for a slot of s, and nobody is left who gives one back",
        ("Semaphore(1)", "Semaphore(2)"),
    ),
    "a change of which nobody is told": (
        """
        c, turn, noted = threading.Condition(), 0, False
        def waiter():
            with c:
                while turn == 0: c.wait()
        def other():
            global turn
            with c:
                c.notify_all()
            turn = 1
        together(waiter, other)
        """,
        r"other changed turn while waiter was waiting for a notify on c, and sent none after .*other wrote it on line",
        ("            c.notify_all()\n            turn = 1", "            turn = 1\n                c.notify_all()"),
    ),
    "a wait that keeps another lock": (
        """
        lock, c, ready = threading.Lock(), threading.Condition(), False
        def waiter():
            with lock, c:
                while not ready: c.wait()
        def other():
            global ready
            with lock, c:
                ready = True
                c.notify()
        together(waiter, other)
        """,
        r"waiter waits for a notify on c \(.*\), and keeps lock, which other needs to go on",
        ("with lock, c:\n                while", "with c:\n                while"),
    ),
    "one lock by two names on a line": (
        """
        a = threading.Lock()
        b = a
        def one():
            with a, b: pass
        together(one)
        """,
        r"one waits for \w, which it already holds itself",
        ("b = a", "b = threading.Lock()"),
    ),
    "a task that waits for its own pool": (
        """
        pool = ThreadPoolExecutor(1)
        def inner(): return 1
        def outer(): return pool.submit(inner).result()
        print(pool.submit(outer).result())
        """,
        r"waits for the result of a task that cannot run",
        ("ThreadPoolExecutor(1)", "ThreadPoolExecutor(2)"),
    ),
}


@pytest.mark.parametrize("kind", PLANTED)
def test_planted(kind: str, tmp_path: Path) -> None:
    """The deadlock is found, called what it is, with names and lines, and its token shows it again."""
    text, says, _ = PLANTED[kind]
    text = HEAD + _dedent(text)
    answer = explore_text(tmp_path, text)
    assert answer.verdict == "deadlock"
    assert answer.story is not None
    told = " ".join([answer.story.headline, *answer.story.because]).replace("`", "")
    assert re.search(says, told), told
    assert answer.story.rule.endswith("?")
    assert answer.replay is not None
    again = explore_text(tmp_path, text, replay=answer.replay)
    assert (again.verdict, again.replay, again.schedules) == ("deadlock", answer.replay, 1)


@pytest.mark.parametrize("kind", PLANTED)
def test_clean_twin(kind: str, tmp_path: Path) -> None:
    """The same program without the mistake is never blamed."""
    text, _, (wrong, right) = PLANTED[kind]
    assert wrong in text
    answer = explore_text(tmp_path, HEAD + _dedent(text.replace(wrong, right)), schedules=500)
    assert answer.verdict == "ok", answer.explanation


def test_the_story_ends_with_it(tmp_path: Path) -> None:
    """On its way out the with-block gives back a lock that `wait` has let go; that is no step of the program."""
    answer = explore_text(
        tmp_path, HEAD + "def main():\n    c = threading.Condition()\n    with c:\n        c.wait()\nmain()\n"
    )
    assert answer.verdict == "deadlock"
    assert answer.story is not None
    assert "RuntimeError" not in answer.explanation


def _dedent(text: str) -> str:
    lines = text.splitlines()
    return "\n".join(line[8:] for line in lines) + "\n"
