"""A record that many processes write, and what specs say about processes."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import threading
from multiprocessing import forkserver, resource_tracker
from pathlib import Path
from typing import TYPE_CHECKING, Any

import psutil
import pytest

import checks
from checks.processes import ProcessMark

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

#: pytest's own process may have threads, and must not be forked.
SPAWN = multiprocessing.get_context("spawn")


@pytest.fixture(autouse=True, scope="module")
def no_helper_is_left() -> Iterator[None]:
    """The processes that multiprocessing keeps for its start methods live as long as their parent; here not so long."""
    yield
    forkserver._forkserver._stop()  # type: ignore[attr-defined] # not in typeshed
    resource_tracker._resource_tracker._stop()  # type: ignore[attr-defined] # not in typeshed


@pytest.fixture
def spans(tmp_path: Path) -> checks.ProcessSpans:
    """A record without a mark."""
    return checks.ProcessSpans(tmp_path)


@pytest.fixture
def start() -> Iterator[Callable[..., Any]]:
    """Return what starts a process; all of them are ended with the test."""
    started = []

    def start(function: Callable[..., object], *args: object, name: str = "worker", by: Any = SPAWN) -> Any:
        process = by.Process(target=function, args=args, name=name)
        process.start()
        started.append(process)
        return process

    yield start
    for process in started:
        process.kill()
        process.join()
        process.close()


def run_for_ever() -> None:
    """Keep the processor busy."""
    while True:
        pass


def meet(spans: checks.ProcessSpans, who: str, count: int) -> None:
    """Be inside, and meet others there."""
    with spans.inside(who):
        spans.meet(count)


def wait_and_tell(spans: checks.ProcessSpans) -> None:
    """Wait until "go" has been said, and then say "gone"."""
    spans.point("here")
    spans.wait_for("go")
    spans.point("gone")


def work_and_tell(spans: checks.ProcessSpans) -> None:
    """Keep the processor busy until somebody looks, and well beyond; then say "done"."""
    spans.point("begins")
    while not spans.happened("looks"):
        pass
    for _ in range(1_000_000):
        pass
    spans.point("done")


def look_at_relatives(spans: checks.ProcessSpans) -> None:
    """Say "quiet" when parent and siblings are."""
    spans.point("looks")
    checks.let_others_go_on()
    spans.point("quiet")


def fails() -> None:
    """End with exit code 3."""
    sys.exit(3)


class TestRecord:
    """`ProcessSpans`."""

    def test_it_is_empty_in_the_beginning(self, spans: checks.ProcessSpans) -> None:
        """No mark, no process."""
        assert (spans.marks, spans.points, spans.pids()) == ([], [], [])

    def test_marks_say_who_and_where(self, spans: checks.ProcessSpans) -> None:
        """Kind, who, the names of process and thread, and the numbers of the process and of its parent."""
        with spans.inside(("ann", 1)):
            spans.point("half")
        thread = threading.Thread(target=spans.point, args=("there",), name="helper")
        thread.start()
        thread.join()
        main, here = "MainProcess", (os.getpid(), os.getppid())
        assert spans.marks == [
            ProcessMark("begins", ("ann", 1), main, *here),
            ProcessMark("point", "half", main, *here),
            ProcessMark("ends", ("ann", 1), main, *here),
            ProcessMark("point", "there", "MainProcess, helper", *here),
        ]
        assert spans.points == ["half", "there"]
        assert spans.happened("half")
        assert not spans.happened("whole")
        assert spans.pids() == spans.pids("half") == [os.getpid()]
        assert spans.pids("nobody") == []

    def test_processes_meet(self, spans: checks.ProcessSpans, start: Callable[..., Any]) -> None:
        """Two processes, each waiting for the other one, and both go on."""
        workers = [start(meet, spans, name, 2, name=name) for name in ("ann", "bob")]
        for worker in workers:
            worker.join()
        checks.overlaps(spans, "ann", "bob")
        checks.reaches_together(spans, 2)
        checks.own_process_for_each(spans, "ann", "bob")
        assert {mark.parent for mark in spans.marks} == {os.getpid()}
        assert sorted(spans.pids()) == sorted(worker.pid for worker in workers)

    def test_alone_there_is_nobody_to_wait_for(self, spans: checks.ProcessSpans) -> None:
        """A meeting of one does not wait; and what has happened is not waited for."""
        meet(spans, "ann", 1)
        spans.point("go")
        spans.point("go")
        spans.wait_for("go")
        assert spans.points == ["go", "go"]

    def test_a_process_waits_until_it_is_told(self, spans: checks.ProcessSpans, start: Callable[..., Any]) -> None:
        """And those who come later do not wait any more."""
        worker = start(wait_and_tell, spans)
        spans.wait_for("here")
        assert not spans.happened("gone")
        spans.point("go")
        spans.wait_for("gone")
        worker.join()
        checks.ended_with(worker, 0)

    def test_who_stays_is_let_go_on_too(self, spans: checks.ProcessSpans) -> None:
        """Threads can meet as well, as often as they like, whoever comes first."""
        for _ in range(50):
            checks.together(ann=lambda: meet(spans, "ann", 2), bob=lambda: meet(spans, "bob", 2))
        assert len(spans.marks) == 200


class TestWords:
    """What they say when something is wrong."""

    def test_ran_elsewhere(self, spans: checks.ProcessSpans) -> None:
        """Not at all, or in the calling process."""
        with pytest.raises(AssertionError, match=r"^ann never ran, in no process$"):
            checks.ran_elsewhere(spans, "ann")
        spans.point("ann")
        with pytest.raises(
            AssertionError, match=r"^ann ran in the process that called your code; it should run in another one$"
        ):
            checks.ran_elsewhere(spans, "ann")

    def test_own_process_for_each(self, spans: checks.ProcessSpans, start: Callable[..., Any]) -> None:
        """Two in one process."""
        start(both, spans).join()
        checks.ran_elsewhere(spans, "ann", "bob")
        checks.at_most_processes(spans, 1)
        with pytest.raises(
            AssertionError, match=r"^ann and bob ran in the same process; each should have one of its own$"
        ):
            checks.own_process_for_each(spans, "ann", "bob")

    def test_at_most_processes(self, spans: checks.ProcessSpans, start: Callable[..., Any]) -> None:
        """One more than allowed."""
        spans.point("here")
        start(spans.point, "there").join()
        checks.at_most_processes(spans, 2)
        with pytest.raises(AssertionError, match=r"^2 processes worked on this, and one should do it all$"):
            checks.at_most_processes(spans, 1)

    def test_all_joined(self, spans: checks.ProcessSpans, start: Callable[..., Any]) -> None:
        """Who runs, and who has ended, is told from who was waited for."""
        worker = start(wait_and_tell, spans)
        with pytest.raises(AssertionError, match=r"^worker is still running, and nobody has joined it$"):
            checks.all_joined()
        spans.point("go")
        multiprocessing.connection.wait([worker.sentinel])
        with pytest.raises(
            AssertionError, match=r"^worker has ended, and nobody has joined it: what is left .* zombie$"
        ):
            checks.all_joined()
        worker.join()
        checks.all_joined()

    def test_ended_with(self, spans: checks.ProcessSpans, start: Callable[..., Any]) -> None:
        """Exit codes in words; a signal has its name."""
        failed, killed = start(fails), start(wait_and_tell, spans, name="reader")
        with pytest.raises(
            AssertionError, match=r"^reader is still running; it should have been killed by SIGTERM \(exit code -15\)$"
        ):
            checks.ended_with(killed, -signal.SIGTERM)
        killed.terminate()
        for process in (failed, killed):
            process.join()
        checks.ended_with(failed, 3)
        checks.ended_with(killed, -signal.SIGTERM)
        with pytest.raises(
            AssertionError, match=r"^worker has ended with exit code 3; it should have ended with exit code 0$"
        ):
            checks.ended_with(failed, 0)
        with pytest.raises(
            AssertionError, match=r"^reader has been killed by SIGTERM \(.* -15\); it should have been .* by signal 99 "
        ):
            checks.ended_with(killed, -99)


def both(spans: checks.ProcessSpans) -> None:
    """Leave marks of two."""
    spans.point("ann")
    spans.point("bob")


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="elsewhere nothing tells what a process is doing")
class TestQuietProcesses:
    """`until_quiet` with the numbers of other processes."""

    def test_one_that_waits(self, spans: checks.ProcessSpans, start: Callable[..., Any]) -> None:
        """It has come as far as it can, which is where it waits for company."""
        process = start(meet, spans, "ann", 2)
        checks.until_quiet(process.pid)
        assert spans.pids("ann") == [process.pid]

    def test_one_that_has_ended(self, spans: checks.ProcessSpans, start: Callable[..., Any]) -> None:
        """Whether it has been joined or not."""
        process = start(meet, spans, "ann", 1)
        checks.until_quiet(process.pid)
        assert [mark.kind for mark in spans.marks] == ["begins", "ends"]
        process.join()
        checks.until_quiet(process.pid)

    def test_what_it_waits_for_may_happen(self, spans: checks.ProcessSpans, start: Callable[..., Any]) -> None:
        """Somebody who waits for company for ever is at rest; what has happened before that has happened."""
        process = start(meet, spans, "ann", 2)
        assert not checks.rests_before(lambda: bool(spans.marks), process.pid)
        assert checks.rests_before(lambda: len(spans.marks) > 1, process.pid)

    def test_one_that_never_rests(self, monkeypatch: pytest.MonkeyPatch, start: Callable[..., Any]) -> None:
        """It is told of, and not waited for for ever."""
        monkeypatch.setattr("checks.quiet.LOOKS", 50)
        process = start(run_for_ever)
        with pytest.raises(AssertionError, match=r"^another process never comes to rest: it keeps the processor busy"):
            checks.until_quiet(process.pid)

    @pytest.mark.parametrize("method", ["spawn", "forkserver"])
    def test_relatives(self, spans: checks.ProcessSpans, start: Callable[..., Any], method: str) -> None:
        """Whom the one that started this process has started besides."""
        by = multiprocessing.get_context(method)
        start(work_and_tell, spans, by=by)
        spans.wait_for("begins")
        start(look_at_relatives, spans, by=by).join()
        assert spans.points == ["begins", "looks", "done", "quiet"]

    @pytest.mark.parametrize("method", ["spawn", "forkserver"])
    def test_the_one_that_started(self, spans: checks.ProcessSpans, start: Callable[..., Any], method: str) -> None:
        """That is not always the parent: a forkserver is in between."""
        looking = start(look_at_relatives, spans, by=multiprocessing.get_context(method))
        work_and_tell(spans)
        looking.join()
        assert spans.points == ["begins", "looks", "done", "quiet"]

    def test_relatives_that_never_rest(self, spans: checks.ProcessSpans, start: Callable[..., Any]) -> None:
        """They are waited for until they have used some processor time, and that is no failure."""
        busy = psutil.Process(start(run_for_ever).pid)
        looking = start(look_at_relatives, spans)
        spans.wait_for("looks")
        before = busy.cpu_times().user
        looking.join()
        assert busy.cpu_times().user - before < 2, "that is what it uses while all looks are taken"
        assert (looking.exitcode, spans.points) == (0, ["looks", "quiet"])
