"""Exploring: verdicts, clocks, the end of programs, and the same answer every time."""

from __future__ import annotations

import gc
import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from plugins.simulation import explore
from plugins.simulation.result import VERDICTS, Result
from tests.simulated import THREADS, explore_text

HEAD = "import threading, queue, time, sys\n" + THREADS


def run(folder: Path, text: str, **options: Any) -> Result:
    """Explore *text* behind the usual head."""
    body = "\n".join(line[8:] for line in text.splitlines())
    return explore_text(folder, HEAD + body + "\n", **options)


PROGRAMS = {
    "ok": "print('hello')",
    "exception in the main thread": "raise ValueError('boom')",
    "exception in a thread": """
        def work(): raise ValueError('boom')
        together(work)
        """,
    "assertion": "assert 1 == 2",
    "assertion in a thread": """
        def work(): assert 1 == 2
        together(work)
        """,
    "exit status": "sys.exit(3)",
    "exit zero": "sys.exit(0)",
    "exit in a thread": """
        def work(): sys.exit(3)
        together(work)
        """,
    "a loop that does nothing": "while True: pass",
    "polling for ever": """
        ready = False
        def setter():
            global ready
        def waiter():
            global ready
            while not ready: time.sleep(1)
            ready = False
        together(waiter)
        """,
    "two who give way for ever": """
        wants = {"one": True, "two": True}
        def one():
            while wants["two"]: wants["one"] = False; wants["one"] = True
        def two():
            while wants["one"]: wants["two"] = False; wants["two"] = True
        """,
    "not written": """
        def work(): raise NotImplementedError
        work()
        """,
    "a datagram": "import socket; socket.socket(socket.AF_INET, socket.SOCK_DGRAM)",
    "a datagram, caught": """
        import socket
        try: socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        except Exception: pass
        """,
    "input": "input('name? ')",
    "a process": "import subprocess; subprocess.run(['true'])",
    "fork": "import os; os.fork()",
    "too much memory": "x = [0] * 10**12",
    "endless recursion": """
        def f(): return f()
        f()
        """,
}
VERDICT = {
    "ok": "ok",
    "exception in the main thread": "exception",
    "exception in a thread": "exception",
    "assertion": "assertion",
    "assertion in a thread": "assertion",
    "exit status": "exception",
    "exit zero": "ok",
    "exit in a thread": "ok",
    "a loop that does nothing": "livelock",
    "polling for ever": "livelock",
    "two who give way for ever": "ok",
    "not written": "not-implemented",
    "a datagram": "unsupported",
    "a datagram, caught": "unsupported",
    "input": "unsupported",
    "a process": "unsupported",
    "fork": "unsupported",
    "too much memory": "out-of-memory",
    "endless recursion": "exception",
}


@pytest.mark.parametrize("name", PROGRAMS)
def test_verdict(name: str, tmp_path: Path) -> None:
    """Each way to go wrong has its word, and an explanation that ends in the command to see it again."""
    answer = run(tmp_path, PROGRAMS[name] if "\n" in PROGRAMS[name] else "        " + PROGRAMS[name], schedules=20)
    assert answer.verdict == VERDICT[name], answer.explanation
    assert answer.verdict in VERDICTS
    assert (answer.replay is None) == (answer.verdict == "ok")
    if answer.verdict != "ok":
        assert answer.verdict == "not-implemented" or f"--replay {answer.replay}" in answer.explanation
        for inside in ("plugins/simulation", "greenlet", "_bootstrap"):
            assert inside not in answer.explanation


def test_virtual_time(tmp_path: Path) -> None:
    """Sleeping is free, and on the exact clock it is an order: sleep(1) ends before sleep(2), always."""
    answer = run(
        tmp_path,
        """
        order = []
        def late(): time.sleep(7200); order.append("late")
        def early(): time.sleep(3600); order.append("early")
        together(late, early)
        assert order == ["early", "late"]
        """,
        schedules=100,
    )
    assert (answer.verdict, answer.virtual_seconds) == ("ok", 7200.0)


def test_clock_any(tmp_path: Path) -> None:
    """On the clock `any` sleeping is no order: the other way round is found, and its token shows it again."""
    program = """
        order = []
        def late(): time.sleep(2); order.append("late")
        def early(): time.sleep(1); order.append("early")
        together(late, early)
        assert order == ["early", "late"]
        """
    answer = run(tmp_path, program, clock="any")
    assert answer.verdict == "assertion"
    assert run(tmp_path, program, clock="any", replay=answer.replay).verdict == "assertion"


def test_timed_wait_exact(tmp_path: Path) -> None:
    """A timeout fires when its time has come and not before: only if nobody came first."""
    answer = run(
        tmp_path,
        """
        e = threading.Event()
        def setter(): time.sleep(1); e.set()
        threading.Thread(target=setter).start()
        assert e.wait(0.5) is False
        assert e.wait(5) is True
        """,
        schedules=100,
    )
    assert answer.verdict == "ok", answer.explanation


def test_horizon(tmp_path: Path) -> None:
    """A program that runs for ever by design is run for a while, and never called ok."""
    answer = run(
        tmp_path,
        """
        def work():
            while True: print("tick"); time.sleep(1)
        together(work)
        """,
        horizon=10.0,
        schedules=3,
    )
    assert (answer.verdict, answer.virtual_seconds) == ("inconclusive", 10.0)
    assert "horizon" in answer.explanation


def test_daemon_threads_end_with_the_program(tmp_path: Path) -> None:
    """As in CPython: not waited for, and nothing of them is heard any more, `finally` included."""
    answer = run(
        tmp_path,
        """
        def work():
            try:
                while True: time.sleep(1)
            finally:
                print("never seen")
        threading.Thread(target=work, daemon=True).start()
        time.sleep(3)
        print("main ends")
        """,
        schedules=20,
    )
    assert (answer.verdict, answer.output) == ("ok", "main ends\n")


def test_non_daemon_threads_are_waited_for(tmp_path: Path) -> None:
    """As the interpreter does at exit."""
    answer = run(
        tmp_path,
        """
        def work(): time.sleep(5); print("done")
        threading.Thread(target=work).start()
        """,
        schedules=20,
    )
    assert (answer.verdict, answer.output) == ("ok", "done\n")


def test_blocked_threads_are_unwound_silently(tmp_path: Path) -> None:
    """What a stuck thread would print or raise while it is cleared away is not the learner's story."""
    answer = run(
        tmp_path,
        """
        a = threading.Lock()
        def stubborn():
            while True:
                try:
                    with a: pass
                except BaseException:
                    print("caught"); continue
        a.acquire()
        threading.Thread(target=stubborn).start()
        """,
        schedules=5,
    )
    assert answer.verdict == "deadlock"
    assert "caught" not in answer.output


def test_the_same_answer_every_time(tmp_path: Path) -> None:
    """Verdict, count, token and text depend on nothing but the program and the seed."""
    program = """
        num = 0
        names = {"a", "b", "c", "d"}
        def work():
            global num
            for name in names:
                old = num
                print(name)
                num = old + 1
        together(work, work)
        """
    first = run(tmp_path, program, seed=3).as_dict()
    for _ in range(5):
        again = run(tmp_path, program, seed=3).as_dict()
        assert {**again, "seconds": 0} == {**first, "seconds": 0}


def test_fresh_modules_in_each_schedule(tmp_path: Path) -> None:
    """What one schedule left in the program's modules is not there in the next."""
    (tmp_path / "helper.py").write_text("seen = []\n", encoding="utf-8")
    answer = run(
        tmp_path,
        """
        import helper
        helper.seen.append(1)
        assert len(helper.seen) == 1
        """,
        schedules=50,
    )
    assert (answer.verdict, answer.schedules) == ("ok", 50)


def test_who_looks_runs_nothing_of_the_program(tmp_path: Path) -> None:
    """Schedules are looked at; what an object does when it is asked for anything must not happen then."""
    answer = run(
        tmp_path,
        """
        class Guarded:
            guard = threading.RLock()
            def __getattribute__(self, name):
                with type(self).guard: return object.__getattribute__(self, name)
            def work(self):
                with self.guard: self.count = getattr(self, "count", 0) + 1
        guarded = Guarded()
        def work(): guarded.work()
        together(work, work)
        """,
        schedules=50,
    )
    assert answer.verdict == "ok", answer.explanation


def test_explore_a_function() -> None:
    """`explore` takes a function of an importable module, or a path, and refuses what another process cannot find."""
    from tests import explored

    answer = explore(explored.lost_update, schedules=50)
    assert answer.verdict == "lost-update"
    assert explore(explored.in_order, schedules=50).ok
    with pytest.raises(ValueError, match=r"^<function .*<lambda>.* cannot be found by its name in another process"):
        explore(lambda: None)
    with pytest.raises(ValueError, match=r"^there is no clock 'slow': choose 'exact' or 'any'$"):
        explore(explored.in_order, clock="slow")
    with pytest.raises(ValueError, match=r"^there is no file 'nowhere\.py'$"):
        explore("nowhere.py")


def command(*arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    """Run the command line."""
    root = Path(__file__).parents[1]
    return subprocess.run(
        [sys.executable, "-m", "plugins.simulation", *arguments],
        cwd=cwd,
        env={"PYTHONPATH": str(root), "PATH": "", "PYTHONUTF8": "1"},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def test_command_line(tmp_path: Path) -> None:
    """Status 0 for ok, 1 for anything found, 2 for misuse; --json is exactly one line of the pinned fields."""
    (tmp_path / "good.py").write_text("import sys\nprint(sys.argv[1:])\n", encoding="utf-8")
    (tmp_path / "bad.py").write_text("import os\nos._exit(0)\n", encoding="utf-8")
    good = command("--schedules", "2", "good.py", "--schedules", "x", cwd=tmp_path)
    assert (good.returncode, good.stdout) == (0, "['--schedules', 'x']\n")
    bad = command("--json", "bad.py", cwd=tmp_path)
    assert bad.returncode == 1
    [line] = bad.stdout.splitlines()
    fields = json.loads(line)
    assert fields["verdict"] == "crash"
    assert set(fields) >= {
        "verdict", "proved", "schedules", "operations", "seconds", "virtual_seconds", "replay", "explanation", "output",
        "not_visible",
    }  # fmt: skip
    for misuse, says in (
        ((), "no program: name a FILE, or -m and a MODULE"),
        (("nowhere.py",), "there is no file 'nowhere.py'"),
        (("-m", "nowhere"), "there is no module 'nowhere'"),
        (("--schedules", "0", "good.py"), "'0' is not a count of at least 1"),
        (("--replay", "zzz", "good.py"), "'zzz' is no replay token"),
    ):
        answer = command(*misuse, cwd=tmp_path)
        assert (answer.returncode, answer.stdout) == (2, "")
        assert says in answer.stderr


def test_a_loop_in_c(tmp_path: Path) -> None:
    """What never comes back to Python is ended by the wall clock, and the line is named."""
    (tmp_path / "loop.py").write_text("import itertools\nsum(itertools.count())\n", encoding="utf-8")
    answer = command("--time-limit", "6", "loop.py", cwd=tmp_path)
    assert answer.returncode == 1
    assert "time-limit: " in answer.stdout
    assert "line 2 of loop.py" in answer.stdout


def test_what_somebody_else_has_frozen_stays_frozen(tmp_path: Path) -> None:
    """The collector is left as it was found: `gc.freeze` of whoever explores here holds, and collecting goes on."""
    gc.freeze()
    before = gc.get_freeze_count()
    assert run(tmp_path, "        print('hello')").ok
    assert gc.get_freeze_count() == pytest.approx(before, rel=0.01)
    assert gc.isenabled()


CALLED_BACK = {
    "the factory of a defaultdict": """
        import collections, threading
        lock = threading.Lock()
        def factory():
            with lock: return []
        d = collections.defaultdict(factory)
        def add(): d["k"].append(1)
        thread = threading.Thread(target=add)
        thread.start()
        thread.join()
        d["j"] += [2]
        assert d == {"k": [1], "j": [2]}
        """,
    "a factory that waits": """
        import collections, threading
        event = threading.Event()
        def factory(): return event.wait(1)
        d = collections.defaultdict(factory)
        def look(): d["k"]
        threads = [threading.Thread(target=look) for _ in range(2)]
        for thread in threads: thread.start()
        event.set()
        for thread in threads: thread.join()
        assert d == {"k": True}
        """,
    "keys that compare with a lock": """
        import threading
        lock = threading.Lock()
        class Key:
            def __init__(self, number): self.number = number
            def __hash__(self): return 1
            def __eq__(self, other):
                with lock: return self.number == other.number
        d = {}
        def change():
            d[Key(1)] = "a"
            d[Key(2)] = "b"
            d[Key(2)] += "c"
            del d[Key(1)]
        thread = threading.Thread(target=change)
        thread.start()
        thread.join()
        assert list(d.values()) == ["bc"]
        """,
}


@pytest.mark.parametrize("kind", CALLED_BACK)
def test_looking_calls_nothing_back(kind: str, tmp_path: Path) -> None:
    """What is noted about an access runs none of the program's code, which might wait for a lock there."""
    answer = explore_text(tmp_path, CALLED_BACK[kind], schedules=20)
    assert (answer.verdict, answer.notes) == ("ok", []), answer.explanation
    told = explore_text(tmp_path, CALLED_BACK[kind], schedules=1, explain=True)
    assert told.verdict == "ok", told.explanation


def test_an_exception_of_the_programs_own(tmp_path: Path) -> None:
    """Its class is another one in each schedule, and the exception the same."""
    answer = explore_text(tmp_path, "class Bad(Exception): pass\nraise Bad('x')\n")
    assert answer.verdict == "exception"
    assert answer.story is not None
    assert answer.story.notes == []


def test_raised_behind_a_with_block(tmp_path: Path) -> None:
    """The lock is given back before the exception comes, and after it where the exception leaves the block."""
    text = """
        a = threading.Lock()
        def work():
            with a:
                x = 1
            int("y")
        together(work)
        """
    behind = run(tmp_path, text)
    inside = run(tmp_path, text.replace("    int(", "        int("))
    for answer, last in ((behind, ["releases a", "raises ValueError"]), (inside, ["raises ValueError", "releases a"])):
        assert answer.story is not None
        assert [step.text for step in answer.story.steps][-2:] == last


def test_a_thread_whose_target_cannot_be_called(tmp_path: Path) -> None:
    """No line of the program is in the traceback: it is told where the thread was started."""
    answer = explore_text(
        tmp_path,
        """
        import threading
        def run(number): pass
        thread = threading.Thread(target=run, args=(0))
        thread.start()
        thread.join()
        """,
    )
    assert answer.story is not None
    assert "run() argument after * must be an iterable, not int" in answer.story.headline
    assert "__main__" not in answer.story.headline
    assert any("was started on line 5: `thread.start()`" in sentence for sentence in answer.story.because)
    assert "tuple" in answer.story.rule


def test_a_livelock_that_keeps_a_lock(tmp_path: Path) -> None:
    """Who waits for the lock goes round in no loop."""
    answer = explore_text(
        tmp_path,
        """
        import threading, time
        lock, full = threading.Lock(), True
        def producer():
            with lock:
                while full: time.sleep(0.01)
        def consumer():
            with lock: pass
        threads = [threading.Thread(target=f, name=f.__name__) for f in (producer, consumer)]
        for thread in threads: thread.start()
        for thread in threads: thread.join()
        """,
        schedules=1,
    )
    assert answer.verdict == "livelock"
    assert answer.story is not None
    assert answer.story.headline == "producer runs for ever and gets nowhere."
    assert any(re.match(r"consumer waits for `lock` .*; producer has it", line) for line in answer.story.because)


def test_what_fails_in_a_schedule_that_repeats_another(tmp_path: Path) -> None:
    """A search by partial orders breaks such a schedule off; an exception that came before is none the less one."""
    answer = explore_text(
        tmp_path,
        """
        import threading
        lock = threading.Lock()
        def numbers():
            while True:
                with lock: pass
                yield 1
        both = numbers()
        threads = [threading.Thread(target=lambda: next(both)) for _ in range(2)]
        for thread in threads: thread.start()
        for thread in threads: thread.join()
        """,
        strategy="dpor",
    )
    assert answer.verdict == "exception"
    assert "generator already executing" in answer.explanation


def test_calls_that_come_to_nothing(tmp_path: Path) -> None:
    """Who asks a queue or a semaphore in vain takes nothing, and puts nothing."""
    answer = run(
        tmp_path,
        """
        q, s = queue.Queue(1), threading.Semaphore(1)
        def work():
            try: q.get_nowait()
            except queue.Empty:
                q.put(1)
                q.get()
            try: q.get(timeout=1)
            except queue.Empty: pass
            s.acquire()
            s.acquire(blocking=False)
            s.acquire(timeout=2)
            q.put(2)
            try: q.put_nowait(3)
            except queue.Full: pass
            int("x")
        together(work)
        """,
    )
    assert answer.story is not None
    assert [step.text for step in answer.story.steps if step.lane == 1] == [
        "finds q empty",
        "puts 1 into q",
        "takes 1 from q",
        "waits: q is empty",
        "gives up waiting",
        "takes a slot of s",
        "finds no free slot of s",
        "waits for a slot of s",
        "gives up waiting",
        "puts 2 into q",
        "finds q full",
        "raises ValueError",
    ]


def test_what_is_not_controlled_was_asked_for_on_a_line(tmp_path: Path) -> None:
    """The line is told, as it stands there."""
    answer = explore_text(tmp_path, "print('hello')\nname = input('who? ')\n")
    assert answer.verdict == "unsupported"
    assert answer.story is not None
    assert answer.story.because == ["It did so on line 2: `name = input('who? ')`"]
