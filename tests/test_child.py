"""Supervised children: whatever a task does, its parent is told what happened, and nothing of it is left.

Each task runs in a forked child of this process, or in a fresh interpreter; what is meant to hang has a short bound.
"""

from __future__ import annotations

import contextlib
import ctypes
import itertools
import os
import signal
import subprocess
import sys
import textwrap
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import psutil
import pytest

from plugins.simulation.child import Channel, Child, Fresh, Limits, Outcome, StackFrame, run_in_child
from plugins.simulation.child_family import end_family, family

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

REPOSITORY = Path(__file__).resolve().parent.parent
SOON = Limits(seconds=0.5)
GENEROUS = Limits(seconds=30)


def open_descriptors() -> set[str]:
    """What the descriptors of this process stand for."""
    return {str(entry.readlink()) for entry in Path("/proc/self/fd").iterdir() if entry.exists()}


@pytest.fixture(autouse=True)
def nothing_is_left() -> Iterator[None]:
    """After every test there are the same descriptors, children, and files in the temporary folder as before."""
    descriptors = open_descriptors()
    yield
    assert open_descriptors() - descriptors == set()
    assert psutil.Process().children(recursive=True) == []


def gone(pid: int) -> bool:
    """Whether process *pid* is dead, also when nobody has taken its status yet; waits a little for it."""
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline:
        with contextlib.suppress(psutil.NoSuchProcess):
            if psutil.Process(pid).status() != psutil.STATUS_ZOMBIE:
                time.sleep(0.005)
                continue
        return True
    return False


def run(task: Callable[[Channel], object], limits: Limits = GENEROUS) -> tuple[Outcome, list[Any]]:
    """Run *task* and return how it ended and what it sent."""
    messages: list[Any] = []
    return run_in_child(task, limits, messages.append), messages


def greet(channel: Channel, *, name: str) -> None:
    """Task of a fresh child."""
    channel.send({"hello": name, "hash": hash("hash"), "pid": os.getpid()})


def loop_for_ever(_channel: Channel) -> None:
    """Task of a fresh child."""
    while True:
        pass


class TestMessages:
    """A task sends plain values while it runs, and may receive them."""

    def test_they_arrive_in_order(self) -> None:
        """Every message arrives, then the end."""

        def task(channel: Channel) -> None:
            for number in range(1000):
                channel.send({"number": number, "text": "ä\ud800"})

        outcome, messages = run(task)
        assert outcome.kind == "done"
        assert outcome.exit_status == 0
        assert messages == [{"number": number, "text": "ä\ud800"} for number in range(1000)]

    def test_a_large_one(self) -> None:
        """A message may be larger than what the connection holds."""
        outcome, messages = run(lambda channel: channel.send("x" * 5_000_000))
        assert outcome.kind == "done"
        assert [len(message) for message in messages] == [5_000_000]

    def test_what_is_not_plain_arrives_as_its_repr(self) -> None:
        """The parent never runs code to read a message."""
        _, messages = run(lambda channel: channel.send([(1, 2), 1j]))
        assert messages == [[[1, 2], "1j"]]

    def test_in_both_directions(self) -> None:
        """A child may be asked for one thing after another."""

        def task(channel: Channel) -> None:
            while (number := channel.receive()) is not None:
                channel.send(number * number)

        with Child(task, GENEROUS) as child:
            for number in range(5):
                child.send(number)
                assert child.receive() == number * number
            child.send(None)
            answer = child.receive()
        assert isinstance(answer, Outcome)
        assert answer.kind == "done"

    def test_a_parent_that_leaves(self) -> None:
        """The end of the block ends a child that waits for its parent."""
        with Child(lambda channel: channel.receive(), GENEROUS) as child:
            pass
        assert gone(child.pid)
        assert child.outcome is not None
        assert child.outcome.kind == "closed"

    def test_an_answer_is_final(self) -> None:
        """Asking again gives the same answer."""
        with Child(lambda _: None, GENEROUS) as child:
            first = child.receive()
            child.send("too late")
            assert child.receive() is first


class TestEnds:
    """A child that ends without its result has crashed, whatever its exit status."""

    @pytest.mark.parametrize("status", [0, 3])
    def test_os_exit(self, status: int) -> None:
        """`os._exit(0)` never looks like success."""
        outcome, _ = run(lambda _: os._exit(status))
        assert (outcome.kind, outcome.exit_status, outcome.signal) == ("crash", status, None)

    def test_messages_before_a_crash_arrive(self) -> None:
        """What was sent before is not lost."""

        def task(channel: Channel) -> None:
            channel.send("first")
            os._exit(0)

        outcome, messages = run(task)
        assert outcome.kind == "crash"
        assert messages == ["first"]

    def test_abort_names_the_line(self) -> None:
        """A crash in C tells where Python was."""
        outcome, _ = run(lambda _: os.abort())
        assert (outcome.kind, outcome.exit_status, outcome.signal_name) == ("crash", None, "SIGABRT")
        assert outcome.stacks[0][0].file == __file__
        assert "lambda" in outcome.stacks[0][0].function

    def test_a_wild_pointer(self) -> None:
        """A segmentation fault ends the child alone."""
        outcome, _ = run(lambda _: ctypes.string_at(1))
        assert (outcome.kind, outcome.signal_name) == ("crash", "SIGSEGV")

    def test_killed(self) -> None:
        """A child of ordinary size that is killed did not run out of memory."""
        outcome, _ = run(lambda _: os.kill(os.getpid(), signal.SIGKILL))
        assert (outcome.kind, outcome.signal_name) == ("crash", "SIGKILL")

    @pytest.mark.parametrize("error", [ValueError("so"), SystemExit(0), KeyboardInterrupt()], ids=repr)
    def test_an_exception(self, error: BaseException) -> None:
        """A task that raises is told with its traceback."""

        def task(_: Channel) -> None:
            raise error

        outcome, _ = run(task)
        assert outcome.kind == "error"
        assert f"{type(error).__name__}" in outcome.error.splitlines()[-1]

    def test_a_broken_frame(self) -> None:
        """Noise in the connection is a crash, not an error of the parent."""

        def task(channel: Channel) -> None:
            channel._frames._end.sendall(b"\0\0\0\3{}[")
            channel.receive()

        outcome, _ = run(task)
        assert outcome.kind == "crash"

    def test_every_descriptor_closed(self) -> None:
        """A child that hangs up and goes on is ended."""

        def task(_: Channel) -> None:
            os.closerange(0, 100)
            while True:
                pass

        outcome, _ = run(task)
        assert outcome.kind == "crash"

    def test_what_the_parent_raises(self) -> None:
        """An error while a message is handled, Ctrl-C too, ends the child and propagates."""
        pids: list[int] = []

        def task(channel: Channel) -> None:
            channel.send(os.getpid())
            while True:
                pass

        def on_message(pid: int) -> None:
            pids.append(pid)
            raise KeyboardInterrupt

        with pytest.raises(KeyboardInterrupt):
            run_in_child(task, GENEROUS, on_message)
        assert gone(pids[0])

    def test_ctrl_c_while_waiting(self) -> None:
        """An interrupt by the terminal reaches the parent alone, ends the child and propagates."""

        def task(channel: Channel) -> None:
            channel.receive()
            os.kill(os.getppid(), signal.SIGINT)
            while True:
                pass

        def wait_for_it(child: Child) -> None:
            with child:
                child.send("go")
                child.receive()

        child = Child(task, GENEROUS)
        with pytest.raises(KeyboardInterrupt):
            wait_for_it(child)
        assert gone(child.pid)


class TestBounds:
    """Time, memory and output are bounded, each with an answer of its own."""

    def test_time_names_the_line(self) -> None:
        """An endless loop in Python is stopped, and the answer says where it was."""

        def task(_: Channel) -> None:
            while True:
                pass

        outcome, _ = run(task, SOON)
        first = task.__code__.co_firstlineno
        assert outcome.kind == "time-limit"
        assert outcome.stacks[0][0].file == __file__
        assert outcome.stacks[0][0].line in range(first + 1, first + 3)

    def test_time_in_c(self) -> None:
        """An endless loop in C too: it looks at no flag, and no Python signal handler would run."""

        def task(_: Channel) -> None:
            sum(itertools.count())

        outcome, _ = run(task, SOON)
        assert outcome.kind == "time-limit"
        assert outcome.stacks[0][0] == StackFrame(__file__, task.__code__.co_firstlineno + 1, "task")

    def test_every_message_starts_the_clock_again(self) -> None:
        """The bound is for the time between two signs of life."""

        def task(channel: Channel) -> None:
            for number in range(4):
                time.sleep(0.2)
                channel.send(number)

        outcome, messages = run(task, SOON)
        assert outcome.kind == "done"
        assert messages == [0, 1, 2, 3]

    def test_signals_ignored(self) -> None:
        """Refusing to end helps nobody."""

        def task(_: Channel) -> None:
            for number in set(signal.Signals) - {signal.SIGKILL, signal.SIGSTOP}:
                signal.signal(number, signal.SIG_IGN)
            signal.pthread_sigmask(signal.SIG_BLOCK, set(signal.Signals))
            while True:
                pass

        outcome, _ = run(task, SOON)
        assert outcome.kind == "time-limit"

    def test_ten_gigabytes(self) -> None:
        """More memory than the bound is refused at once."""

        def task(channel: Channel) -> None:
            try:
                _ = [0] * (10 << 27)
            except MemoryError:
                channel.send("refused")

        outcome, messages = run(task)
        assert outcome.kind == "done"
        assert messages == ["refused"]

    def test_memory_eaten_slowly(self) -> None:
        """A task that is out of memory is told as that."""

        def task(_: Channel) -> None:
            eaten = []
            while True:
                eaten.append(bytearray(1 << 20))

        outcome, _ = run(task, Limits(seconds=30, memory=200 << 20))
        assert outcome.kind == "out-of-memory"

    def test_killed_for_its_memory(self) -> None:
        """As the kernel does when the machine runs out of memory before the bound is reached."""

        def task(_: Channel) -> None:
            eaten = bytearray(150 << 20)
            os.kill(os.getpid(), signal.SIGKILL)
            del eaten

        outcome, _ = run(task, Limits(seconds=30, memory=200 << 20))
        assert outcome.kind == "out-of-memory"

    def test_output(self) -> None:
        """A flood of output is stopped; beginning and end are kept."""

        def task(_: Channel) -> None:
            print("the beginning")
            while True:
                print("flood " * 1000)

        outcome, _ = run(task, Limits(seconds=30, output=1 << 20))
        assert outcome.kind == "output-limit"
        assert outcome.output.startswith("the beginning\n")
        assert "bytes left out" in outcome.output
        assert len(outcome.output) < 20_000

    def test_megabytes_within_the_bound(self) -> None:
        """Much output does not stop a child that ends by itself."""
        outcome, _ = run(lambda _: print("x" * 5_000_000))
        assert outcome.kind == "done"


class TestStreams:
    """A child has its own standard streams, from Python and from C."""

    def test_output_is_kept(self, capfd: pytest.CaptureFixture[str]) -> None:
        """What is printed, written or shouted by C is in the answer and nowhere else."""

        def task(_: Channel) -> None:
            print("printed")
            print("complained", file=sys.stderr)
            os.write(1, b"written\n")
            subprocess.run([sys.executable, "-c", "print('from a program')"], check=True, timeout=60)

        outcome, _ = run(task)
        assert outcome.output == "printed\ncomplained\nwritten\nfrom a program\n"
        assert capfd.readouterr() == ("", "")

    def test_in_pieces(self) -> None:
        """The parent can take what is new after each message."""

        def task(channel: Channel) -> None:
            for number in range(2):
                print(number)
                channel.send(number)
                channel.receive()

        with Child(task, GENEROUS) as child:
            for number in range(2):
                child.receive()
                assert child.new_output() == f"{number}\n"
                assert child.new_output() == ""
                child.send(None)
            child.receive()

    def test_up_to_a_message(self) -> None:
        """What was written later than a message can be told from what was written before it."""

        def task(channel: Channel) -> None:
            print("before")
            channel.send(channel.written)
            print("after")

        with Child(task, GENEROUS) as child:
            written = child.receive()
            assert isinstance(child.receive(), Outcome)
            assert written == len("before\n")
            assert child.outcome is not None
            assert child.outcome.output == "before\nafter\n"

    def test_no_input(self) -> None:
        """Nobody answers a child's questions: it finds the end of its input at once."""
        outcome, _ = run(lambda _: input("name? "))
        assert outcome.kind == "error"
        assert outcome.error.endswith("EOFError: EOF when reading a line\n")

    def test_streams_closed(self) -> None:
        """A task may close its output and still be done."""

        def task(_: Channel) -> None:
            sys.stdout.close()
            os.close(1)

        outcome, _ = run(task)
        assert outcome.kind == "done"

    def test_streams_claimed_again(self) -> None:
        """A task that found its streams redirected gets its own back."""

        def task(channel: Channel) -> None:
            nothing = os.open(os.devnull, os.O_WRONLY)
            os.dup2(nothing, 1)
            channel.claim_streams()
            print("here")

        outcome, _ = run(task)
        assert outcome.output == "here\n"

    def test_what_waits_in_a_buffer_is_written_once(self) -> None:
        """Output that the parent has not written yet is not repeated by the child."""
        program = textwrap.dedent("""\
            import sys
            from plugins.simulation.child import Limits, run_in_child
            sys.stdout.write("before ")
            outcome = run_in_child(lambda _: sys.stdout.write("inside"), Limits(seconds=30))
            print(outcome.kind, outcome.output)
        """)
        command = [sys.executable, "-c", program]
        answer = subprocess.run(command, cwd=REPOSITORY, stdout=subprocess.PIPE, text=True, timeout=60, check=True)
        assert answer.stdout == "before done inside\n"


class TestFamily:
    """Whatever a child started ends with it."""

    @pytest.mark.parametrize(
        ("how", "escape"),
        [
            *itertools.product(["done", "time-limit"], [None, os.setpgrp, os.setsid]),
            # An orphan in a session of its own, whose parent is dead before anyone looks, is not found.
            *itertools.product(["crash"], [None, os.setpgrp]),
        ],
    )
    def test_descendants_end(self, how: str, escape: Callable[[], None] | None) -> None:
        """Children and grandchildren are gone, in whatever group or session they are."""

        def task(channel: Channel) -> None:
            if os.fork() == 0:
                if escape:
                    escape()
                os.fork()
                channel.send(os.getpid())
                while True:
                    time.sleep(10)
            for _ in range(2):
                channel.receive()
            if how == "crash":
                os._exit(0)
            while how == "time-limit":
                pass

        pids: list[Any] = []
        with Child(task, Limits(seconds=2)) as child:
            for _ in range(2):
                pids.append(child.receive())
                child.send("seen")
            answer = child.receive()
        assert isinstance(answer, Outcome)
        assert answer.kind == how
        assert all(gone(pid) for pid in pids)
        assert len(set(pids)) == 2

    def test_a_session_stands_for_its_leader(self) -> None:
        """An orphan is found by the session that its dead parent led."""
        leader = subprocess.Popen(
            [sys.executable, "-c", "import os, time\nif os.fork(): os._exit(0)\ntime.sleep(100)"],
            start_new_session=True,
        )
        leader.wait(60)
        (orphan,) = family({leader.pid})
        end_family(leader.pid)
        assert gone(orphan)
        assert family({leader.pid}) == set()

    def test_the_same_without_proc(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Where there is no /proc, psutil tells."""
        monkeypatch.setattr("plugins.simulation.child_family._PROC", Path("no-such-folder"))
        sleeper = subprocess.Popen([sys.executable, "-c", "import time\ntime.sleep(100)"])
        assert family({os.getpid()}) == {sleeper.pid}
        end_family(os.getpid(), spare_root=True)
        assert sleeper.wait(60) == -signal.SIGKILL

    def test_a_child_ends_with_its_parent(self) -> None:
        """The kernel ends a child whose parent was killed, endless loop or not."""
        program = textwrap.dedent("""\
            import os
            from plugins.simulation.child import Limits, run_in_child

            def task(channel):
                channel.send(os.getpid())
                while True:
                    pass

            run_in_child(task, Limits(seconds=60), lambda pid: print(pid, flush=True))
        """)
        command = [sys.executable, "-c", program]
        with subprocess.Popen(command, cwd=REPOSITORY, stdout=subprocess.PIPE, text=True) as parent:
            assert parent.stdout is not None
            pid = int(parent.stdout.readline())
            parent.kill()
        assert gone(pid)


class TestFresh:
    """A newly started interpreter instead of a copy of this process."""

    def test_it_gets_its_arguments_and_a_fixed_hash_seed(self) -> None:
        """Two fresh children agree about the hash of a string."""
        messages: list[Any] = []
        for name in ("one", "two"):
            task = Fresh("tests.test_child:greet", {"name": name})
            assert run_in_child(task, GENEROUS, messages.append).kind == "done"
        first, second = messages
        assert (first["hello"], second["hello"]) == ("one", "two")
        assert first["hash"] == second["hash"]
        assert first["pid"] != second["pid"]

    def test_it_is_supervised_too(self) -> None:
        """Its bound holds, and its line is named."""
        outcome = run_in_child(Fresh("tests.test_child:loop_for_ever"), Limits(seconds=3))
        assert outcome.kind == "time-limit"
        assert outcome.stacks[0][0].function == "loop_for_ever"

    def test_a_target_that_is_not_there(self) -> None:
        """The answer is the import's own error."""
        outcome = run_in_child(Fresh("tests.no_such_module:main"), GENEROUS)
        assert outcome.kind == "error"
        assert outcome.error.endswith("ModuleNotFoundError: No module named 'tests.no_such_module'\n")

    def test_an_interpreter_that_does_not_start(self) -> None:
        """What it said is the answer."""
        task = Fresh("tests.test_child:greet", environment={"PYTHONHASHSEED": "no number"})
        outcome = run_in_child(task, GENEROUS)
        assert outcome.kind == "crash"
        assert "PYTHONHASHSEED" in outcome.output


def test_no_thread_is_needed() -> None:
    """Neither side starts a thread: a process with threads is not safe to fork."""

    def task(channel: Channel) -> None:
        channel.send([len(list(Path("/proc/self/task").iterdir())), threading.active_count()])

    _, messages = run(task)
    assert messages == [[1, 1]]


def test_without_fork(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where processes cannot be forked, a callable is refused with the way out."""
    monkeypatch.setattr("plugins.simulation.child.CAN_FORK", False)
    message = r"^this platform cannot fork a process; give a Fresh, with the task's name$"
    with pytest.raises(NotImplementedError, match=message):
        run_in_child(lambda _: None, GENEROUS)
