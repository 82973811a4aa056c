"""The race detector: finds a lost update in one run that went well, and blames no hand-over that is in order."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.simulated import THREADS, explore_text

HEAD = "import threading, queue, time\nfrom concurrent.futures import ThreadPoolExecutor\n" + THREADS

LOST = {
    "augmented assignment": """
        num = 0
        def work():
            global num
            num += 1
        together(work, work)
        """,
    "spelled out": """
        num = 0
        def work():
            global num
            num = num + 1
        together(work, work)
        """,
    "through a local variable and a call": """
        num = 0
        def work():
            global num
            old = num
            new = abs(old) + 1
            num = new
        together(work, work)
        """,
    "an attribute": """
        class Counter:
            def __init__(self): self.total = 0
            def add(self): self.total += 1
        counter = Counter()
        together(counter.add, counter.add)
        """,
    "an item of a list": """
        slots = [0]
        def work(): slots[0] += 1
        together(work, work)
        """,
    "an item of a dictionary with get": """
        counts = {}
        def work(): counts["a"] = counts.get("a", 0) + 1
        together(work, work)
        """,
    "a closure variable": """
        def main():
            num = 0
            def work():
                nonlocal num
                num += 1
            together(work, work)
        main()
        """,
    "two different locks": """
        num, a, b = 0, threading.Lock(), threading.Lock()
        def one():
            global num
            with a: num += 1
        def two():
            global num
            with b: num += 1
        together(one, two)
        """,
    "read and write locked separately": """
        num, lock = 0, threading.Lock()
        def work():
            global num
            with lock: old = num
            with lock: num = old + 1
        together(work, work)
        """,
    "only one side locks": """
        num, lock = 0, threading.Lock()
        def one():
            global num
            with lock: num += 1
        def two():
            global num
            num += 1
        together(one, two)
        """,
    "a plain write against an update": """
        num = 0
        def update():
            global num
            num += 1
        def reset():
            global num
            num = 0
        together(update, reset)
        """,
    "ordered by sleeping alone": """
        num = 0
        def one():
            global num
            num += 1
        def two():
            global num
            time.sleep(1)
            num += 1
        together(one, two)
        """,
}

CLEAN = {
    "a lock": """
        num, lock = 0, threading.Lock()
        def work():
            global num
            with lock: num += 1
        together(work, work, work)
        """,
    "join": """
        num = 0
        def work():
            global num
            num += 1
        t = threading.Thread(target=work); t.start(); t.join()
        work()
        """,
    "thread start": """
        num = 0
        def work():
            global num
            num += 1
        work()
        t = threading.Thread(target=work); t.start(); t.join()
        """,
    "event": """
        num, done = 0, threading.Event()
        def one():
            global num
            num += 1
            done.set()
        def two():
            global num
            done.wait()
            num += 1
        together(one, two)
        """,
    "condition": """
        num, cond, ready = 0, threading.Condition(), []
        def one():
            global num
            num += 1
            with cond:
                ready.append(1)
                cond.notify()
        def two():
            global num
            with cond:
                cond.wait_for(lambda: ready)
            num += 1
        together(one, two)
        """,
    "queue": """
        num, q = 0, queue.Queue()
        def one():
            global num
            num += 1
            q.put(None)
        def two():
            global num
            q.get()
            num += 1
        together(one, two)
        """,
    "simple queue": """
        num, q = 0, queue.SimpleQueue()
        def one():
            global num
            num += 1
            q.put(None)
        def two():
            global num
            q.get()
            num += 1
        together(one, two)
        """,
    "semaphore": """
        num, s = 0, threading.Semaphore(0)
        def one():
            global num
            num += 1
            s.release()
        def two():
            global num
            s.acquire()
            num += 1
        together(one, two)
        """,
    "barrier": """
        num, b = 0, threading.Barrier(2)
        def one():
            global num
            num += 1
            b.wait()
        def two():
            global num
            b.wait()
            num += 1
        together(one, two)
        """,
    "future": """
        num = 0
        def work():
            global num
            num += 1
        with ThreadPoolExecutor(1) as pool:
            pool.submit(work).result()
            num += 1
        """,
    "timer": """
        num, done = 0, threading.Event()
        def work():
            global num
            num += 1
            done.set()
        num += 1
        threading.Timer(1, work).start()
        done.wait()
        num += 1
        """,
    "a polled flag": """
        done = False
        def one():
            global done
            done = True
        def two():
            while not done: time.sleep(0.1)
        together(one, two)
        """,
    "single calls of containers": """
        items, counts = [], {}
        def work():
            items.append(1)
            counts.setdefault("a", []).append(1)
        together(work, work)
        """,
    "a thread's own item": """
        slots = [0, 0]
        def one():
            slots[0] += 1
        def two():
            slots[1] += 1
        together(one, two)
        """,
    "thread-local": """
        local = threading.local()
        def work():
            local.num = 0
            local.num += 1
        together(work, work)
        """,
    "a variable of each call": """
        def work():
            num = 0
            def add():
                nonlocal num
                num += 1
            add()
        together(work, work)
        """,
    "taking turns by a flag": """
        turn, num = 0, 0
        def one():
            global turn, num
            while turn != 0: time.sleep(0)
            num += 1
            turn = 1
        def two():
            global turn, num
            while turn != 1: time.sleep(0)
            num += 1
            turn = 0
        together(one, two)
        """,
}


@pytest.mark.parametrize("kind", LOST)
def test_lost_update(kind: str, tmp_path: Path) -> None:
    """A read-modify-write that another write can come between is found, and shown as one that really lost something."""
    answer = explore_text(tmp_path, HEAD + _dedent(LOST[kind]))
    assert answer.verdict == "lost-update", answer.explanation
    assert answer.story is not None
    assert "update of" in answer.story.headline


@pytest.mark.parametrize("kind", [kind for kind in LOST if kind != "read and write locked separately"])
def test_found_in_a_run_that_went_well(kind: str, tmp_path: Path) -> None:
    """One schedule is enough, whichever it is: what is missing is an order, not bad luck."""
    for seed in range(8):
        answer = explore_text(tmp_path, HEAD + _dedent(LOST[kind]), schedules=1, seed=seed)
        assert answer.verdict == "lost-update", (seed, answer.explanation)


@pytest.mark.parametrize("kind", CLEAN)
def test_no_false_alarm(kind: str, tmp_path: Path) -> None:
    """What hands over in order is never blamed."""
    for clock in ("exact", "any"):
        answer = explore_text(tmp_path, HEAD + _dedent(CLEAN[kind]), schedules=300, clock=clock)
        assert answer.verdict == "ok", answer.explanation


def _dedent(text: str) -> str:
    return "\n".join(line[8:] for line in text.splitlines()) + "\n"
