"""The real machine knows at once that a program is stuck, says who waits for what, and lets slow ones be."""

from __future__ import annotations

import multiprocessing
import os
import re
import signal
import socket
import subprocess
import sys
import textwrap
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import pytest

from benchmarks import false_alarms
from plugins.real import inside, kernel, supervisor
from tests.kata_project import Answer, Project
from tests.test_real import CONFTEST

pytestmark = pytest.mark.skipif(not kernel.KNOWN, reason="the kernel's tables are Linux's")

#: Programs that are stuck: their code, and what the report must say (regular expressions, in any order).
STUCK: Final[dict[str, tuple[str, tuple[str, ...]]]] = {
    "join_before_drain": (
        """\
        def fill(queue):
            queue.put("x" * 1_000_000)

        def run():
            queue = Queue()
            process = Process(target=fill, args=(queue,), name="filler")
            process.start()
            process.join()
            return queue.get()
        """,
        (
            "main waits for filler to end, and filler cannot end before somebody takes what it has put",
            r"`process.join\(\)`, line 11",
            "the pipe is full, and nobody reads",
            "In which order",
        ),
    ),
    "waits_for_its_parents_queue": (
        """\
        def consume(queue):
            while True:
                print(queue.get())

        def run():
            queue = Queue()
            process = Process(target=consume, args=(queue,), name="consumer")
            process.start()
            queue.put(1)
            process.join()
        """,
        (
            "consumer waits for an item that nobody puts",
            r"`queue.get\(\)`, line 6",
            r"`process.join\(\)`, line 13",
            "Who tells it",
        ),
    ),
    "lock_of_the_dead": (
        """\
        def take(lock):
            lock.acquire()

        def run():
            lock = Lock()
            process = Process(target=take, args=(lock,), name="taker")
            process.start()
            process.join()
            with lock:
                pass
        """,
        ("main waits for a lock that a process took which has ended", "taker has ended", "`with lock`, line 12"),
    ),
    "its_own_lock": (
        """\
        def run():
            lock = Lock()
            with lock:
                lock.acquire()
        """,
        ("main waits for a lock that it holds itself", r"`lock.acquire\(\)`, line 7"),
    ),
    "two_locks": (
        """\
        def work(one, two, both):
            with one:
                both.wait()
                with two:
                    pass

        def run():
            a, b, both = Lock(), Lock(), Barrier(2)
            ada = Process(target=work, args=(a, b, both), name="ada")
            bob = Process(target=work, args=(b, a, both), name="bob")
            ada.start()
            bob.start()
            ada.join()
        """,
        (
            "(ada and bob|bob and ada) each hold the lock that the other one waits for",
            "`with two`, line 7",
            "In which order",
        ),
    ),
    "full_pipe": (
        """\
        def write(end):
            end.send_bytes(b"x" * 10_000_000)

        def run():
            ours, theirs = Pipe(duplex=False)
            process = Process(target=write, args=(theirs,), name="writer")
            process.start()
            process.join()
        """,
        ("writer has filled a pipe that nobody reads", "line 5", "64 KB"),
    ),
    "own_end_open": (
        """\
        def read(end, other):
            while True:
                try:
                    print(end.recv())
                except EOFError:
                    break

        def run():
            ours, theirs = Pipe(duplex=False)
            process = Process(target=read, args=(ours, theirs), name="reader")
            process.start()
            theirs.send(1)
            theirs.close()
            process.join()
        """,
        ("reader waits for a message from a pipe whose only open writing end is its own", r"`end.recv\(\)`, line 7"),
    ),
    "full_queue": (
        """\
        def run():
            queue = Queue(2)
            for number in range(3):
                queue.put(number)
        """,
        ("main waits for room in a full queue", r"`queue.put\(number\)`, line 7"),
    ),
    "not_marked_as_done": (
        """\
        def consume(queue):
            queue.get()
            queue.task_done()
            queue.get()

        def run():
            queue = JoinableQueue()
            queue.put(1)
            queue.put(2)
            Process(target=consume, args=(queue,), name="worker").start()
            queue.join()
        """,
        ("until each item of a queue is marked as done", "worker has ended"),
    ),
    "task_that_dies": (
        """\
        def die(number):
            os._exit(3)

        def run():
            with Pool(2) as pool:
                return pool.map(die, [1, 2])
        """,
        ("a result that no worker computes any more", "ended in the midst of a task"),
    ),
    "pool_never_closed": (
        """\
        def run():
            pool = Pool(2)
            pool._state = "CLOSE"
            pool.join()
        """,
        ("main waits for the workers of a pool to end, and they wait for tasks", "Who tells them"),
    ),
    "killed_while_it_took": (
        """\
        def consume(queue, ready):
            ready.set()
            while True:
                queue.get()

        def run():
            queue = Queue()
            ready = Event()
            first = Process(target=consume, args=(queue, ready), name="first")
            first.start()
            ready.wait()
            while queue._rlock.acquire(block=False):
                queue._rlock.release()
            first.terminate()
            first.join()
            second = Process(target=consume, args=(queue, ready), name="second")
            second.start()
            queue.put(1)
            second.join()
        """,
        ("second waits for the queue's own lock", "first was killed by SIGTERM", "terminated in the midst"),
    ),
    "copied_lock": (
        """\
        lock = threading.Lock()

        def child():
            with lock:
                pass

        def run():
            with lock:
                process = Process(target=child, name="child")
                process.start()
                process.join()
        """,
        ("child waits for a lock that was copied while it was taken", "fork copies a lock"),
    ),
    "barrier": (
        """\
        def come(barrier):
            barrier.wait()

        def run():
            barrier = Barrier(3)
            processes = [Process(target=come, args=(barrier,), name=name) for name in ("ada", "bob")]
            for process in processes:
                process.start()
            for process in processes:
                process.join()
        """,
        ("(ada and bob|bob and ada) wait at a barrier for others who never come", "2 of 3 are there"),
    ),
    "event": ("def run():\n    Event().wait()\n", ("main waits for an event that nobody sets any more", "line 5")),
    "after_an_exception": (
        """\
        def produce(queue):
            queue.put(1)
            raise ValueError("broken")

        def run():
            queue = Queue()
            Process(target=produce, args=(queue,), name="producer").start()
            return [queue.get(), queue.get()]
        """,
        ("main waits for an item from a queue", "producer died of ValueError: broken on line 6", "in produce"),
    ),
    "killed_before_it_sent": (
        """\
        def work(end):
            os.kill(os.getpid(), 9)

        def run():
            ours, theirs = Pipe()
            Process(target=work, args=(theirs,), name="worker").start()
            ours.recv()
        """,
        ("nobody is left who could send one", "worker was killed by SIGKILL", r"`ours.recv\(\)`, line 10"),
    ),
    "program_with_a_full_pipe": (
        """\
        import subprocess, sys

        def run():
            program = subprocess.Popen([sys.executable, "-c", "print('x' * 1_000_000)"], stdout=subprocess.PIPE)
            program.wait()
        """,
        ("the program python[0-9.]* has filled a pipe that nobody reads", r"`program.wait\(\)`, line 8"),
    ),
    "sockets": (
        """\
        import socket

        def serve(listener):
            while True:
                connection, _ = listener.accept()
                connection.recv(10)

        def run():
            listener = socket.create_server(("127.0.0.1", 0))
            threading.Thread(target=serve, args=(listener,), name="server").start()
            client = socket.create_connection(listener.getsockname())
            client.send(b"x")
            client.recv(100)
        """,
        ("main waits for bytes from a socket", r"server waits for somebody to connect \(`listener.accept\(\)`, line 8"),
    ),
    "pool_that_waits_for_itself": (
        """\
        from concurrent.futures import ThreadPoolExecutor

        def run():
            with ThreadPoolExecutor(1) as pool:
                pool.submit(lambda: pool.submit(abs, -1).result()).result()
        """,
        ("a task that no worker is free for", "line 8"),
    ),
    "meets_one_after_the_other": (
        """\
        import checks, tempfile

        def visit(spans, name):
            with spans.inside(name):
                spans.meet(2)

        def run():
            spans = checks.ProcessSpans(tempfile.mkdtemp())
            for name in ("ann", "bob"):
                process = Process(target=visit, args=(spans, name), name=name)
                process.start()
                process.join()
        """,
        (
            "^deadlock: ann waits until 2 are there at the same time, and nobody else comes",
            r"main waits for ann to end \(`process.join\(\)`, line 15",
            r"ann waits until 2 are there at the same time \(`spans.meet\(2\)`, line 8",
        ),
    ),
    "meets_in_a_pool_of_one": (
        """\
        import checks, tempfile

        def visit(spans, name):
            with spans.inside(name):
                spans.meet(2)

        def run():
            spans = checks.ProcessSpans(tempfile.mkdtemp())
            with Pool(1) as pool:
                pool.starmap(visit, [(spans, "ann"), (spans, "bob")])
        """,
        (
            r"^deadlock: ForkPoolWorker-\d+ waits until 2 are there at the same time, and nobody else comes",
            "main waits for a result from a pool",
        ),
    ),
    "meets_under_a_lock": (
        """\
        import checks, tempfile

        def visit(spans, lock, name):
            with lock, spans.inside(name):
                spans.meet(2)

        def run():
            spans, lock = checks.ProcessSpans(tempfile.mkdtemp()), Lock()
            processes = [Process(target=visit, args=(spans, lock, name), name=name) for name in ("ann", "bob")]
            for process in processes:
                process.start()
            for process in processes:
                process.join()
        """,
        (
            "^deadlock: (ann|bob) waits until 2 are there at the same time, and nobody else comes",
            "(ann|bob) waits for a lock",
        ),
    ),
    "nobody_says_it": (
        """\
        import checks, tempfile

        def visit(spans, queue):
            spans.wait_for("ready")
            queue.put(1)

        def run():
            spans, queue = checks.ProcessSpans(tempfile.mkdtemp()), Queue()
            Process(target=visit, args=(spans, queue), name="visitor").start()
            queue.get()
        """,
        (
            "^deadlock: visitor waits until somebody says 'ready', and nobody does",
            r"main waits for an item from a queue \(`queue.get\(\)`, line 13",
        ),
    ),
    "no_answer_for_a_guest": (
        """\
        import checks, queue

        def serve(connection, work):
            while connection.recv(100):
                work.get()

        def run():
            ann, connection = checks.connection("ann")
            threading.Thread(target=serve, args=(connection, queue.Queue()), name="server").start()
            ann.say("HELLO")
            checks.hears(ann, "HELLO")
        """,
        (
            "^deadlock: ann waits for an answer from the server, and nothing comes",
            r"main waits for an answer from the server, as ann \(`checks.hears",
            r"server waits for an item from a queue of threads \(`work.get\(\)`, line 8",
        ),
    ),
    "no_end_for_a_guest": (
        """\
        import checks

        def run():
            ann, connection = checks.connection("ann")
            ann.say_no_more()
            connection.sendall(b"HELLO")
            ann.hear_all()
        """,
        ("^deadlock: ann waits for the end of the connection, and nothing comes",),
    ),
    "thread_that_never_ends": (
        "def run():\n    threading.Thread(target=threading.Event().wait, name='waiter').start()\n",
        ("the call has returned, but waiter never ends", "waits for its threads"),
    ),
}


@pytest.fixture(scope="module")
def session(tmp_path_factory: pytest.TempPathFactory) -> Answer:
    """One session over all programs that are stuck."""
    project = Project(tmp_path_factory.mktemp("stuck"))
    project.write("conftest.py", CONFTEST)
    spec = "import importlib, pytest\n\npytestmark = pytest.mark.real\n"
    for name, (code, _) in STUCK.items():
        project.write(f"katas/stuck/{name}.py", "")
        head = "import os, threading\nfrom multiprocessing import *\n\n"
        (project.root / f"katas/stuck/{name}.py").write_text(head + textwrap.dedent(code), "utf-8")
        spec += f"\ndef test_{name}(kata): importlib.import_module('katas.stuck.{name}').run()\n"
    project.exercise("stuck/all", "", spec)
    return project.run("--start-method", "fork", "--time-limit", "100", timeout=300)


@pytest.mark.parametrize("name", STUCK)
def test_it_is_told(session: Answer, name: str) -> None:
    """Who waits for what, on which line, and what to think about."""
    case = f"test_{name}[fork]"
    text = " ".join(session.texts[case].split())
    assert session.verdicts[case] == "deadlock", text
    for words in STUCK[name][1]:
        assert re.search(words, text), f"nothing says {words!r} in: {text}"
    assert "think about" in text
    assert "plugins/" not in text


# -- the kinds of waiting, without pytest -----------------------------------------------------------------------------

_FOREVER: Final = multiprocessing.get_context("fork")


def ending(program: Callable[[], object], **bounds: Any) -> supervisor.Ending:
    """Run *program* under the supervisor."""

    def task(_: object) -> None:
        program()
        inside.note("end")
        os._exit(0)

    return supervisor.supervise(task, supervisor.Bounds(**{"seconds": 60.0, "processor": 60.0} | bounds))


def _serves_nobody() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.accept()


def _both_receive() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        client = socket.create_connection(listener.getsockname())
        connection, _ = listener.accept()
        thread = threading.Thread(target=connection.recv, args=(1,))
        thread.start()
        client.recv(1)


def _both_send() -> None:
    ours, theirs = socket.socketpair()
    thread = threading.Thread(target=ours.sendall, args=(b"x" * 10_000_000,))
    thread.start()
    theirs.sendall(b"x" * 10_000_000)


def _selects() -> None:
    import select

    reading, _ = os.pipe()
    select.select([reading], [], [])


def _polls() -> None:
    import select

    reading, _ = os.pipe()
    poll = select.poll()
    poll.register(reading)
    poll.poll()


def _epolls() -> None:
    import select

    reading, _ = os.pipe()
    poll = select.epoll()
    poll.register(reading, select.EPOLLIN)
    poll.poll()


def _opens_a_pipe() -> None:
    import tempfile

    path = Path(tempfile.gettempdir()) / "pipe"
    os.mkfifo(path)
    path.read_bytes()


def _manager() -> None:
    multiprocessing.Manager().Queue().get()


def _started_by(method: str) -> Callable[[], None]:
    def program() -> None:
        context: Any = multiprocessing.get_context(method)
        # Kept: a semaphore that nobody has any more has no name that a spawned process could find.
        event = context.Event()
        process = context.Process(target=event.wait)
        process.start()
        process.join()

    return program


def _stopped() -> None:
    process = _FOREVER.Process(target=time.sleep, args=(100,))
    process.start()
    assert process.pid
    os.kill(process.pid, signal.SIGSTOP)
    process.join()


def _waits_for_children() -> None:
    if not os.fork():
        signal.pause()
    os.wait()


FOR_EVER: Final[dict[str, Callable[[], object]]] = {
    "event": lambda: threading.Event().wait(),
    "pause": signal.pause,
    "sigwait": lambda: signal.sigwait({signal.SIGUSR1}),
    "read": lambda: os.read(os.pipe()[0], 1),
    "write": lambda: os.write(os.pipe()[1], b"x" * 1_000_000),
    "accept": _serves_nobody,
    "recv": _both_receive,
    "send": _both_send,
    "select": _selects,
    "poll": _polls,
    "epoll": _epolls,
    "open": _opens_a_pipe,
    "manager": _manager,
    "spawn": _started_by("spawn"),
    "forkserver": _started_by("forkserver"),
    "stopped": _stopped,
    "wait": _waits_for_children,
}


@pytest.mark.parametrize("program", FOR_EVER.values(), ids=FOR_EVER)
def test_what_waits_for_ever_is_stuck(program: Callable[[], object]) -> None:
    """Whatever call it sleeps in, helpers of multiprocessing and managers that idle beside it included."""
    assert ending(program).kind == supervisor.STUCK


def _alarm() -> None:
    signal.signal(signal.SIGALRM, lambda *_: None)
    signal.setitimer(signal.ITIMER_REAL, 0.3)
    signal.pause()


def _timed_get() -> None:
    import queue

    with pytest.raises(queue.Empty):
        multiprocessing.Queue().get(timeout=0.3)


def _from_outside() -> None:
    done = subprocess.run([sys.executable, "-S", "-c", "import time; time.sleep(0.3)"], check=True)
    assert done.returncode == 0


FOR_A_WHILE: Final[dict[str, Callable[[], object]]] = {
    "sleep": lambda: time.sleep(0.3),
    "event": lambda: threading.Event().wait(0.3),
    "alarm": _alarm,
    "queue": _timed_get,
    "program": _from_outside,
    "timer": lambda: threading.Timer(0.3, int).start(),
}


@pytest.mark.parametrize("program", FOR_A_WHILE.values(), ids=FOR_A_WHILE)
def test_what_waits_for_a_time_is_not(program: Callable[[], object]) -> None:
    """A timeout, a timer or a clock's signal ends it by itself, however long everybody has slept."""
    ended = ending(program)
    assert ended.kind == supervisor.DONE, ended.errors


@pytest.mark.parametrize("program", false_alarms.PROGRAMS)
def test_no_false_alarm(program: Callable[[], None]) -> None:
    """Slow right programs end by themselves, with two processors busy; `benchmarks.false_alarms` runs a thousand."""
    busy = [subprocess.Popen([sys.executable, "-S", "-c", "while True: pass"]) for _ in range(2)]
    try:
        assert [false_alarms.run(program) for _ in range(3)] == [supervisor.DONE] * 3
    finally:
        for one in busy:
            one.kill()
            one.wait()


def test_it_waits_for_what_comes_from_outside() -> None:
    """A pipe that somebody outside of the tree can write into is no standstill."""
    reading, writing = os.pipe()
    try:
        assert ending(lambda: os.read(reading, 1), seconds=0.5).kind == supervisor.SECONDS
    finally:
        os.close(reading)
        os.close(writing)
