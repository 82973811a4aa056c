"""The race detector: finds a lost update in one run that went well, and blames no hand-over that is in order."""

from __future__ import annotations

import re
import textwrap
from pathlib import Path

import pytest

from tests.simulated import THREADS, explore_text

HEAD = "import collections, threading, queue, time\nfrom concurrent.futures import ThreadPoolExecutor\n" + THREADS

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
    "a reentrant lock": """
        num,l=0,threading.RLock()
        def w():
            global num
            with l:
                with l: num+=1
        together(w,w)
        """,
    "a thread's own item of a dictionary": """
        d={"a":0,"b":0}
        def a():
            for _ in range(2): d["a"]+=1
        def b():
            for _ in range(2): d["b"]+=1
        together(a,b)
        """,
    "an item for each name": """
        d={}
        def w():
            me=threading.current_thread().name
            d[me]=0
            for _ in range(2): d[me]=d[me]+1
        ts=[threading.Thread(target=w) for _ in range(2)]
        for t in ts:t.start()
        for t in ts:t.join()
        """,
    "an object through a deque": """
        d=collections.deque()
        class Box: pass
        def p():
            b=Box(); b.n=0; b.n+=1
            d.append(b)
        def c():
            while True:
                try: b=d.popleft(); break
                except IndexError: time.sleep(1)
            b.n+=1
        together(p,c)
        """,
    "a queue that gives the last first": """
        q=queue.LifoQueue()
        box=[0]
        def p():
            box[0]+=1; q.put(1)
        def c():
            q.get(); box[0]+=1
        together(p,c)
        """,
    "a queue by priority": """
        q=queue.PriorityQueue(1)
        box=[0]
        def p():
            box[0]+=1; q.put(1)
        def c():
            q.get(); box[0]+=1
        together(p,c)
        """,
    "the join of a queue": """
        q=queue.Queue()
        n=0
        def c():
            global n
            while q.get() is not None:
                n+=1; q.task_done()
        t=threading.Thread(target=c); t.start()
        q.put(1); q.put(2); q.join()
        n+=1
        q.put(None); t.join()
        """,
    "wait_for": """
        c=threading.Condition(); n=0; ready=False
        def a():
            global n,ready
            n+=1
            with c: ready=True; c.notify_all()
        def b():
            global n
            with c: c.wait_for(lambda: ready)
            n+=1
        together(a,b)
        """,
    "the map of a pool": """
        n=0
        def sq(x): return x*x
        with ThreadPoolExecutor(2) as p:
            for r in p.map(sq, range(4)): n+=r
        print(n)
        """,
    "the callback of a future": """
        l=threading.Lock(); n=0
        def cb(f):
            global n
            with l: n+=f.result()
        with ThreadPoolExecutor(2) as p:
            for i in range(2): p.submit(lambda: 1).add_done_callback(cb)
        """,
    "asking is_alive": """
        n=0
        def w():
            global n
            n+=1
        t=threading.Thread(target=w); t.start()
        while t.is_alive(): time.sleep(0.1)
        n+=1
        """,
    "joining again and again": """
        n=0
        def w():
            global n
            time.sleep(3); n+=1
        t=threading.Thread(target=w); t.start()
        while True:
            t.join(1)
            if not t.is_alive(): break
        n+=1
        """,
    "waiting again and again for an event": """
        n=0; e=threading.Event()
        def w():
            global n
            n+=1; e.set()
        t=threading.Thread(target=w); t.start()
        while not e.wait(1): pass
        n+=1
        t.join()
        """,
    "polling is_set": """
        n=0; e=threading.Event()
        def w():
            global n
            n+=1; e.set()
        t=threading.Thread(target=w); t.start()
        while not e.is_set(): time.sleep(0)
        n+=1
        t.join()
        """,
    "a semaphore of one": """
        n=0; s=threading.BoundedSemaphore(1)
        def w():
            global n
            with s: n+=1
        together(w,w)
        """,
    "a barrier between the phases": """
        n=0
        b=threading.Barrier(2)
        def w1():
            global n
            n+=1; b.wait(); b.wait(); n+=1
        def w2():
            global n
            b.wait(); n+=1; b.wait()
        together(w1,w2)
        """,
    "timers that start timers": """
        n=0; e=threading.Event()
        def tick():
            global n
            n+=1
            if n<3: threading.Timer(1,tick).start()
            else: e.set()
        tick(); e.wait(); n+=1
        """,
    "a polled attribute": """
        class S:
            done=False
        s=S(); n=0
        def w():
            global n
            n+=1; s.done=True
        def r():
            global n
            while not s.done: pass
            n+=1
        together(w,r)
        """,
    "a lock that is tried": """
        n=0; l=threading.Lock()
        def w():
            global n
            while not l.acquire(blocking=False): time.sleep(0)
            n+=1
            l.release()
        together(w,w)
        """,
    "a lock for readers and writers": """
        class RW:
            def __init__(s): s.c=threading.Condition(); s.r=0; s.w=False
            def rl(s):
                with s.c:
                    while s.w: s.c.wait()
                    s.r+=1
            def ru(s):
                with s.c:
                    s.r-=1; s.c.notify_all()
            def wl(s):
                with s.c:
                    while s.w or s.r: s.c.wait()
                    s.w=True
            def wu(s):
                with s.c: s.w=False; s.c.notify_all()
        rw=RW(); n=0
        def wr():
            global n
            rw.wl(); n+=1; rw.wu()
        def rd():
            rw.rl(); x=n; rw.ru()
        together(wr,rd,wr)
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


HELD = {
    "nothing": (
        "num += 1",
        "num += 1",
        r"holding no lock\. .*holding no lock\. An order would come from a lock that both hold",
    ),
    "two locks": (
        "with a: num += 1",
        "with b: num += 1",
        r"holding `a`\. .*holding `b`\. These are different locks",
    ),
    "one lock": ("with a: num += 1", "num += 1", r"one's `a` keeps out only those who take it as well; two does not"),
    "one lock twice": (
        "with a: old = num\n    with a: num = old + 1",
        "with a: num += 1",
        r"one lets `a` go between its read and its write, so `a` does not keep two out",
    ),
}


@pytest.mark.parametrize("kind", HELD)
def test_what_was_held_and_what_is_missing(kind: str, tmp_path: Path) -> None:
    """Both accesses are told with thread, line, source and locks; then what would have kept them apart."""
    first, second, says = HELD[kind]
    text = f"""
num, a, b = 0, threading.Lock(), threading.Lock()
def one():
    global num
    {first}
def two():
    global num
    {second}
together(one, two)
"""
    answer = explore_text(tmp_path, HEAD + text, schedules=300)
    assert answer.verdict == "lost-update"
    assert answer.story is not None
    facts = " ".join(sorted(answer.story.because, key=lambda fact: not fact.startswith("one reads")))
    if answer.story.because[0].startswith("one reads"):
        assert re.search(says, facts), facts
        assert re.search(r"one reads `num` on line \d+ \(`.*`\) and writes the new value on line \d+", facts)
    assert re.search(r"writes it on line \d+", facts)


def test_what_is_known_of_it(tmp_path: Path) -> None:
    """On the simulated machine: nothing but what the language says, and how to find out more."""
    answer = explore_text(tmp_path, HEAD + textwrap.dedent(LOST["spelled out"]), schedules=100)
    assert answer.story is not None
    known = next(note for note in answer.story.notes if note.startswith("Python promises nothing here."))
    assert known.endswith("was not looked for: pytest's --hammer 1000 does.")
