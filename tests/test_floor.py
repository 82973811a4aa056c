"""The floor: `_thread`, `atexit`, signals and unraisable exceptions inside the simulation are what they are outside.

Most tests run one program twice, on plain Python and on the machine, and compare what it prints: thus the wording of
each Python is the measure, not a copy of it.
"""

from __future__ import annotations

import re
import subprocess
import sys
import textwrap
from typing import TYPE_CHECKING

import pytest

from tests.simulated import explore_text

if TYPE_CHECKING:
    from pathlib import Path

    from plugins.simulation.result import Result

#: What differs from run to run on plain Python: addresses, identifiers of threads, the folder.
_OF_ONE_RUN = re.compile(r"0x[0-9a-f]+|\b\d{12,}\b|File \"[^\"]*\", line \d+")

HEAD = """
import _thread, atexit, copy, pickle, signal, sys, threading, time, weakref
lock = _thread.allocate_lock()

def tell(function, *arguments, **options):
    try:
        print(function.__name__, repr(function(*arguments, **options)))
    except BaseException as error:
        print(function.__name__, type(error).__name__, error)
"""


def run(folder: Path, text: str, *, schedules: int = 1) -> Result:
    """Explore *text* behind the usual head."""
    return explore_text(folder, HEAD + textwrap.dedent(text), schedules=schedules)


def without_chance(output: str) -> str:
    """Return *output* without what differs from run to run, and a name that a type has once somebody asked for it."""
    return _OF_ONE_RUN.sub("*", output).replace("'__annotations__', ", "")


def plain(folder: Path, text: str) -> str:
    """What plain Python prints for *text*, without what differs from run to run."""
    path = folder / "plain.py"
    path.write_text(HEAD + textwrap.dedent(text), encoding="utf-8")
    command = [sys.executable, "-u", str(path)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    return without_chance(done.stdout)


def same(folder: Path, text: str, verdict: str = "ok") -> str:
    """Check that the machine prints what plain Python prints, and return it."""
    answer = run(folder, text)
    assert answer.verdict == verdict, answer.explanation
    inside = without_chance(answer.output)
    assert inside == plain(folder, text)
    return inside


class TestComplaints:
    """What is wrong with an argument is said in this Python's own words."""

    @pytest.mark.parametrize(
        "call",
        [
            "lock.acquire, 0, 1",
            "lock.acquire, True, -2",
            "lock.acquire, timeout='x'",
            "lock.acquire, timeout=None",
            "lock.acquire, 'x'",
            "lock.acquire, []",
            "lock.acquire, timeout=float('nan')",
            "lock.acquire, timeout=float('inf')",
            "lock.acquire, timeout=1 << 70",
            "lock.acquire, True, _thread.TIMEOUT_MAX * 2",
            "lock.acquire, True, -1.0",
            "lock.acquire, 2",
            "lock.release",
            "time.sleep, 'x'",
            "time.sleep, -1",
            "time.sleep, None",
            "time.sleep, float('nan')",
            "time.sleep, 1e30",
            "time.sleep",
            "time.sleep, 1, 2",
            "_thread.start_new_thread",
            "_thread.start_new_thread, 1, ()",
            "_thread.start_new_thread, print, []",
            "_thread.start_new_thread, print, (), []",
            "_thread.start_new_thread, print, (), {}, 1",
            "_thread.interrupt_main, 'x'",
            "_thread.interrupt_main, 99999",
            "_thread.interrupt_main, 0",
            "threading.stack_size, -1",
            "threading.stack_size, 1",
            "threading.excepthook, 1",
            "threading.local, 1",
            "atexit.register",
            "atexit.register, 1",
            "threading.Thread().join",
            "threading.current_thread().join",
            "threading.Barrier, 0",
            "threading.Semaphore, -1",
            "threading.Condition().wait",
            "threading.Condition().notify",
            "threading.RLock().release",
        ],
    )
    def test_same_words(self, tmp_path: Path, call: str) -> None:
        """The same type and text, or the same answer."""
        same(tmp_path, f"tell({call})")

    def test_locks(self, tmp_path: Path) -> None:
        """A lock cannot be made, derived from, pickled, copied or given attributes in ways that CPython refuses."""
        same(
            tmp_path,
            """
            class Thing: pass
            tell(type(lock))
            tell(type(lock), 1)
            tell(_thread.allocate_lock, 1)
            tell(type, "Own", (type(lock),), {})
            tell(pickle.dumps, lock)
            tell(copy.copy, lock)
            tell(copy.deepcopy, threading.Event())
            tell(setattr, lock, "owner", 1)
            tell(getattr, lock, "lock")
            tell(lambda: lock())
            tell(isinstance, 1, threading.Lock)
            print(weakref.ref(lock)() is lock)
            print(type(lock), type(lock).__name__, type(lock).__module__, dir(lock), lock)
            with lock: print(lock)
            """,
        )

    def test_reentrant_locks(self, tmp_path: Path) -> None:
        """An RLock answers True and shows itself as the one written in C, though it is the one written in Python."""
        same(
            tmp_path,
            """
            lock = threading.RLock()
            print(lock, lock.acquire(), lock.acquire(), lock.acquire(False), lock.acquire(timeout=1), lock)
            with lock as taken: print(taken)
            """,
        )

    def test_locals(self, tmp_path: Path) -> None:
        """Thread-locals complain as in CPython."""
        same(
            tmp_path,
            """
            data = threading.local()
            class Own(threading.local): pass
            for local in (data, Own()):
                tell(getattr, local, "x")
                tell(delattr, local, "x")
                tell(setattr, local, "__dict__", {})
                tell(pickle.dumps, local)
            print(data)
            """,
        )

    @pytest.mark.skipif(sys.version_info < (3, 13), reason="3.13 brought them")
    def test_handles(self, tmp_path: Path) -> None:
        """The handles that 3.13 joins threads by."""
        same(
            tmp_path,
            """
            handle = _thread._ThreadHandle()
            print(handle)
            tell(handle.join); tell(handle.join, "x"); tell(handle.is_done); tell(handle._set_done)
            tell(_thread.start_joinable_thread); tell(_thread.start_joinable_thread, 1)
            tell(_thread.start_joinable_thread, print, handle=1)
            tell(_thread._make_thread_handle, "x")
            _thread.start_joinable_thread(time.sleep.__class__, handle=handle) if False else None
            """,
        )


class TestLocks:
    """Who may take, release and wait, and for how long."""

    def test_a_function_does_not_become_a_method(self, tmp_path: Path) -> None:
        """`threading.Lock` and `time.sleep` as class attributes are called without the instance."""
        same(
            tmp_path,
            """
            class Service:
                make, pause, who = threading.Lock, time.sleep, threading.get_ident
            service = Service()
            print(service.make().locked(), service.pause(0), service.who() == threading.get_ident())
            """,
        )

    def test_waiting_takes_virtual_time(self, tmp_path: Path) -> None:
        """A timed acquire gives up after exactly its timeout, or takes the lock when it is released before."""
        answer = run(
            tmp_path,
            """
            def holder():
                with lock: time.sleep(3)
            threading.Thread(target=holder).start()
            time.sleep(1)
            print(lock.acquire(timeout=0.5), time.monotonic())
            print(lock.acquire(False), lock.acquire(True, 0), time.monotonic())
            print(lock.acquire(timeout=5), time.monotonic())
            """,
        )
        assert answer.output.splitlines() == ["False 1001.5", "False False 1001.5", "True 1003.0"]

    def test_any_thread_may_release(self, tmp_path: Path) -> None:
        """A lock has no owner; releasing it twice is an error."""
        same(
            tmp_path,
            """
            lock.acquire()
            thread = threading.Thread(target=lock.release)
            thread.start(); thread.join()
            print(lock.locked())
            tell(lock.release)
            """,
        )


class TestThreads:
    """Threads of `_thread`, and what is left of a thread when it has ended."""

    def test_bare_threads(self, tmp_path: Path) -> None:
        """They get their arguments, are counted while they run, and end silently by SystemExit."""
        same(
            tmp_path,
            """
            def work(a, b=0):
                print(a, b, _thread._count())
                lock.release()
                _thread.exit()
            lock.acquire()
            print(_thread._count())
            started = _thread.start_new_thread(work, (1,), {"b": 2})
            lock.acquire()
            print(type(started))
            while _thread._count(): time.sleep(0.01)
            print(_thread._count())
            """,
        )

    def test_a_bare_thread_that_fails(self, tmp_path: Path) -> None:
        """`sys.unraisablehook` is told of it as in CPython; the verdict is `exception`."""
        same(
            tmp_path,
            """
            def hook(told):
                print(type(told).__name__, told.exc_type, told.exc_value, told.err_msg, told.object)
                lock.release()
            def work(): raise ValueError("boom")
            sys.unraisablehook = hook
            lock.acquire()
            _thread.start_new_thread(work, ())
            lock.acquire()
            """,
            "exception",
        )

    def test_joining_the_main_thread(self, tmp_path: Path) -> None:
        """Who joins the main thread waits for the end of its code; non-daemon threads are still waited for then."""
        same(
            tmp_path,
            """
            main = threading.current_thread()
            def work():
                print("alive", main.is_alive(), threading.main_thread() is main)
                main.join()
                print("joined", main.is_alive(), main)
                time.sleep(0.05)
                print("end of thread")
            threading.Thread(target=work).start()
            time.sleep(0.05)
            print("end of main")
            """,
        )

    def test_joining_the_main_thread_in_time(self, tmp_path: Path) -> None:
        """A timeout holds for the main thread too."""
        answer = run(
            tmp_path,
            """
            def work():
                threading.main_thread().join(1)
                print(time.monotonic(), threading.main_thread().is_alive())
            threading.Thread(target=work).start()
            time.sleep(3)
            """,
        )
        assert answer.output == "1001.0 True\n"

    def test_daemons_die_with_the_program(self, tmp_path: Path) -> None:
        """They are not waited for, and nothing of theirs is printed after the end, not by `finally` either."""
        same(
            tmp_path,
            """
            def work():
                try:
                    print("begins")
                    time.sleep(30)
                finally:
                    print("never")
            threading.Thread(target=work, daemon=True).start()
            time.sleep(0.05)
            print("end")
            """,
        )

    def test_locals_die_with_their_thread(self, tmp_path: Path) -> None:
        """A value that a thread kept is gone when it has been joined; its destructor ran in that thread, and waited."""
        same(
            tmp_path,
            """
            data = threading.local()
            class Value:
                def __del__(self):
                    time.sleep(0.01)
                    print("gone in", threading.get_ident() == ident)
            def work():
                global ident
                ident = threading.get_ident()
                data.value = Value()
                print("end of thread")
            thread = threading.Thread(target=work)
            thread.start(); thread.join()
            print("joined", hasattr(data, "value"))
            """,
        )

    def test_locals_are_made_once_a_thread(self, tmp_path: Path) -> None:
        """`__init__` runs in each thread that looks, with the same arguments, and may wait for others."""
        answer = run(
            tmp_path,
            """
            class Data(threading.local):
                def __init__(self, first):
                    time.sleep(1)
                    self.items = [first]
            data = Data("a")
            def work():
                data.items.append(threading.current_thread().name)
                print(data.items)
            threads = [threading.Thread(target=work, name=name) for name in "xy"]
            for thread in threads: thread.start()
            for thread in threads: thread.join()
            print(data.items, time.monotonic())
            """,
            schedules=50,
        )
        assert answer.ok, answer.explanation
        assert sorted(answer.output.splitlines()) == ["['a', 'x']", "['a', 'y']", "['a'] 1002.0"]

    def test_a_thread_that_cannot_start_leaves_nothing(self, tmp_path: Path) -> None:
        """A thread that was started twice, or outside of its program, is refused."""
        same(
            tmp_path,
            """
            thread = threading.Thread(target=print, args=("runs",), name="once")
            thread.start(); thread.join()
            tell(thread.start)
            print(threading.active_count(), [t.name for t in threading.enumerate()])
            """,
        )


class TestUncaught:
    """Exceptions that end threads."""

    def test_the_hook(self, tmp_path: Path) -> None:
        """The default hook prints what CPython's prints; the program goes on, the verdict tells."""
        program = """
            sys.stderr = sys.stdout
            def work(): raise ValueError("boom")
            thread = threading.Thread(target=work, name="worker")
            thread.start(); thread.join()
            print("main goes on")
            """
        answer = run(tmp_path, program)
        assert answer.verdict == "exception"
        lines = answer.output.splitlines()
        assert lines[0] == plain(tmp_path, program).splitlines()[0] == "Exception in thread worker:"
        assert lines[-2:] == ["ValueError: boom", "main goes on"]

    def test_a_hook_of_ones_own(self, tmp_path: Path) -> None:
        """It is called in the thread, with CPython's argument; an exception that it handles is no verdict."""
        same(
            tmp_path,
            """
            def hook(args):
                print(type(args).__name__, args.exc_type, args.exc_value, args.thread is threading.current_thread())
            threading.excepthook = hook
            def work(): raise ValueError("boom")
            thread = threading.Thread(target=work)
            thread.start(); thread.join()
            """,
        )

    def test_a_hook_that_fails(self, tmp_path: Path) -> None:
        """`sys.excepthook` reports the failure of the hook."""
        same(
            tmp_path,
            """
            def hook(args): raise TypeError("bad hook")
            threading.excepthook = hook
            sys.excepthook = lambda kind, value, trace: print("sys.excepthook", kind, value)
            sys.stderr = sys.stdout
            def work(): raise ValueError("boom")
            thread = threading.Thread(target=work)
            thread.start(); thread.join()
            """,
        )


class TestInterrupts:
    """`_thread.interrupt_main` and `signal.raise_signal`: a handler runs in the main thread, when that goes on."""

    def test_a_sleep_ends_first(self, tmp_path: Path) -> None:
        """The main thread sleeps on to the end, as CPython's does without a real signal, and is interrupted then."""
        answer = run(
            tmp_path,
            """
            def work():
                time.sleep(1)
                _thread.interrupt_main()
                print("asked at", time.monotonic())
            threading.Thread(target=work).start()
            try:
                time.sleep(5)
            except KeyboardInterrupt:
                print("interrupted at", time.monotonic())
            """,
        )
        assert answer.output.splitlines() == ["asked at 1001.0", "interrupted at 1005.0"]

    def test_handlers(self, tmp_path: Path) -> None:
        """The program's own handler is called with number and frame; ignored and default signals do nothing."""
        same(
            tmp_path,
            """
            def handler(number, frame): print(number, type(frame).__name__, threading.current_thread().name)
            before = signal.signal(signal.SIGINT, handler)
            _thread.interrupt_main()
            thread = threading.Thread(target=signal.raise_signal, args=(signal.SIGINT,))
            thread.start(); thread.join()
            time.sleep(0.01)
            for nothing in (signal.SIG_IGN, signal.SIG_DFL):
                signal.signal(signal.SIGTERM, nothing)
                _thread.interrupt_main(signal.SIGTERM)
            print("goes on", callable(before))
            """,
        )

    def test_only_the_main_thread_sets_handlers(self, tmp_path: Path) -> None:
        """In another thread it is CPython's ValueError."""
        same(
            tmp_path,
            """
            thread = threading.Thread(target=tell, args=(signal.signal, signal.SIGINT, print))
            thread.start(); thread.join()
            """,
        )

    def test_uncaught(self, tmp_path: Path) -> None:
        """A program that interrupts itself and does not catch it has failed; the session goes on."""
        answer = run(tmp_path, "_thread.interrupt_main()")
        assert answer.verdict == "exception"
        assert "KeyboardInterrupt" in answer.explanation

    def test_handlers_are_put_back(self, tmp_path: Path) -> None:
        """What a schedule sets does not reach the next one, nor this process."""
        import signal

        before = signal.getsignal(signal.SIGTERM)
        answer = run(
            tmp_path,
            "print(signal.signal(signal.SIGTERM, lambda *_: None) is signal.SIG_DFL)",
            schedules=3,
        )
        assert (answer.verdict, answer.output) == ("ok", f"{before is signal.SIG_DFL}\n")
        assert signal.getsignal(signal.SIGTERM) is before


class TestExit:
    """What happens when the main thread's code is over."""

    def test_the_order(self, tmp_path: Path) -> None:
        """Hooks of `threading`, then the threads, `atexit` last first, then the script's destructors."""
        same(
            tmp_path,
            """
            class Last:
                def __del__(self): print("destroyed")
            last = Last()
            def say(*words): print(*words, threading.main_thread().is_alive())
            def work():
                time.sleep(0.05)
                print("end of thread")
            threading.Thread(target=work).start()
            atexit.register(say, "first"); atexit.register(say, "second"); atexit.register(say, "dropped")
            atexit.unregister(print)
            threading._register_atexit(say, "hook")
            print("end of main")
            """,
        )

    def test_in_each_schedule(self, tmp_path: Path) -> None:
        """A callback runs once at the end of each schedule that registered it."""
        answer = run(tmp_path, "atexit.register(print, 'bye')", schedules=4)
        assert (answer.verdict, answer.schedules, answer.output) == ("ok", 4, "bye\n")

    def test_threads_at_exit(self, tmp_path: Path) -> None:
        """A callback may start a thread on those Pythons where it may, and is refused on the others."""
        same(
            tmp_path,
            """
            def work(): print("runs")
            def late():
                try:
                    threading.Thread(target=work).start()
                    time.sleep(0.05)
                except RuntimeError as error:
                    print(error)
                tell(threading._register_atexit, print)
            atexit.register(late)
            """,
        )

    def test_callbacks_that_fail(self, tmp_path: Path) -> None:
        """The others still run; the verdict tells."""
        same(
            tmp_path,
            """
            def bad(): raise ValueError("bad")
            sys.unraisablehook = lambda told: print(told.exc_value, told.err_msg, told.object is bad)
            atexit.register(print, "still runs"); atexit.register(bad)
            """,
            "exception",
        )

    def test_a_hook_that_fails(self, tmp_path: Path) -> None:
        """A failing hook of `threading._register_atexit` keeps the interpreter from waiting for the threads."""
        answer = run(
            tmp_path,
            """
            def bad(): raise ValueError("bad")
            def work():
                time.sleep(5)
                print("not waited for")
            threading.Thread(target=work).start()
            threading._register_atexit(bad)
            """,
        )
        assert answer.verdict == "exception"
        assert "not waited for" not in answer.output

    def test_a_deadlock_at_exit(self, tmp_path: Path) -> None:
        """A non-daemon thread that waits for ever keeps the program from ending."""
        assert run(tmp_path, "lock.acquire(); threading.Thread(target=lock.acquire).start()").verdict == "deadlock"
        assert run(tmp_path, "lock.acquire(); threading.Thread(target=lock.acquire, daemon=True).start()").ok


def test_hooks_are_forgotten(tmp_path: Path) -> None:
    """Each schedule begins with the hooks of a new interpreter, and what a program sets stays in it."""
    before = (sys.excepthook, sys.unraisablehook)
    program = """
        def mine(*told): print(told)
        mine.changed = True
        print(hasattr(sys.excepthook, "changed"), hasattr(sys.unraisablehook, "changed"))
        sys.excepthook = sys.unraisablehook = mine
        """
    answer = run(tmp_path, program, schedules=3)
    assert (answer.verdict, answer.output) == ("ok", "False False\n")
    assert (sys.excepthook, sys.unraisablehook) == before


def test_stack_sizes_are_forgotten(tmp_path: Path) -> None:
    """The next schedule begins with the default again."""
    answer = run(tmp_path, "print(threading.stack_size(1 << 20), threading.stack_size())", schedules=3)
    assert (answer.verdict, answer.output) == ("ok", f"0 {1 << 20}\n")


def test_identifiers_are_the_same_in_every_run(tmp_path: Path) -> None:
    """They are large as real ones, differ from thread to thread, and a replay prints the same."""
    program = """
        idents = [threading.get_ident()]
        thread = threading.Thread(target=lambda: idents.append(threading.get_ident()))
        thread.start(); thread.join()
        print(idents, idents[1] == thread.ident, idents[0] == threading.main_thread().ident, thread.native_id)
        """
    answers = [run(tmp_path, program) for _ in range(2)]
    assert answers[0].output == answers[1].output
    assert re.match(r"^\[(\d{12,}), (?!\1)\d{12,}\] True True \d+$", answers[0].output.strip())


def test_an_identifier_is_given_again(tmp_path: Path) -> None:
    """A new thread may have that of one which has ended, and never that of one which is there."""
    answer = run(
        tmp_path,
        """
        idents = []
        there = threading.Event()
        def work(): idents.append(threading.get_ident()); there.wait()
        both = [threading.Thread(target=work) for _ in range(2)]
        for thread in both: thread.start()
        there.set()
        for thread in both: thread.join()
        third = threading.Thread(target=work)
        third.start(); third.join()
        print(len(set(idents)), len(idents))
        """,
    )
    assert (answer.verdict, answer.output) == ("ok", "2 3\n"), answer.explanation


def test_a_thread_that_imports_the_library_afresh(tmp_path: Path) -> None:
    """Whoever takes `threading` or `_thread` out of `sys.modules` gets the simulated one again."""
    answer = run(
        tmp_path,
        """
        for name in ("threading", "_thread", "time"):
            del sys.modules[name]
        import threading as again, _thread as floor, time as clock
        print(again is threading, floor is _thread, clock is time)
        import importlib
        importlib.reload(threading)
        thread = threading.Thread(target=print, args=("runs",))
        thread.start(); thread.join()
        tell(__import__, "_queue")
        """,
    )
    assert answer.ok, answer.explanation
    assert answer.output.splitlines()[:2] == ["True True True", "runs"]
    assert "ModuleNotFoundError" in answer.output
