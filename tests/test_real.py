"""Specs on the real machine: what a body gets, what is told of it, and the options that go with it."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from typing import TYPE_CHECKING, Final

import pytest

from tests.kata_project import Answer, Project

if TYPE_CHECKING:
    from pathlib import Path

CONFTEST: Final = 'pytest_plugins = ["plugins.kata.plugin", "plugins.report", "plugins.real.plugin"]\n'
METHODS: Final = ("fork", "spawn", "forkserver")

CODE: Final = """\
import os
import threading
from multiprocessing import Pool, Process, Queue, get_start_method

count = 0

def double(numbers):
    queue = Queue()
    processes = [Process(target=work, args=(queue, number)) for number in numbers]
    for process in processes:
        process.start()
    got = sorted(queue.get() for _ in processes)
    for process in processes:
        process.join()
    return got

def work(queue, number):
    print("hello", number)
    queue.put(2 * number)

def boom():
    raise LookupError("gone")

def fails_in_process():
    process = Process(target=boom, name="worker")
    process.start()
    process.join()

def fails_in_thread():
    thread = threading.Thread(target=boom, name="reader")
    thread.start()
    thread.join()

def fails_in_pool():
    with Pool(1) as pool:
        pool.apply(boom)

def start(function, *arguments, **named):
    process = Process(target=function, args=arguments, **named)
    process.start()
    return process

def leaves_process():
    Process(target=work, args=(Queue(), 1), name="orphan").start()

def leaves_thread():
    threading.Thread(target=threading.Event().wait, args=(0.5,), name="late").start()

def leaves_pool():
    global pool
    pool = Pool(2)
    pool.map(abs, [1])

def change():
    global count
    count += 1
    return count
"""

SPEC: Final = """\
import multiprocessing
import os
import sys
import time
import warnings

import pytest

pytestmark = pytest.mark.real

@pytest.fixture
def pool():
    pool = multiprocessing.Pool(1)
    yield pool
    pool.terminate()
    pool.join()

def own():
    raise ValueError("mine")

def check():
    assert 1 == 2

def test_printed_by_all(kata, printed):
    print("main")
    assert kata.double([1, 2, 3]) == [2, 4, 6]
    assert sorted(printed.lines) == ["hello 1", "hello 2", "hello 3", "main"]
    assert sorted(printed.text.splitlines()) == sorted(printed.lines)

def test_numbers(kata, printed):
    print(1)
    print(2)
    assert printed.numbers == [1, 2]

def test_wrong(kata):
    assert kata.double([1, 2, 3]) == [2, 4, 7]

def test_in_a_process(kata): kata.fails_in_process()
def test_in_a_thread(kata): kata.fails_in_thread()
def test_in_a_pool(kata): kata.fails_in_pool()

def test_the_specs_own(kata):
    process = kata.start(own)
    process.join()
    assert process.exitcode == 1

def test_assert_in_a_process(kata): kata.start(check).join()

@pytest.mark.parametrize("number", [1, 2])
def test_afresh(kata, number):
    assert kata.change() == 1

def test_fixture_with_processes(kata, pool):
    assert pool.apply(abs, (-1,)) == 1

def test_missing(kata): kata.nothing()
def test_leaves_process(kata): kata.leaves_process()
def test_leaves_thread(kata): kata.leaves_thread()
def test_leaves_pool(kata): kata.leaves_pool()

@pytest.mark.real(leftover=False)
def test_may_leave(kata): kata.leaves_process()

@pytest.mark.real(processor=0.3)
def test_processor(kata):
    while True:
        pass

@pytest.mark.real(memory=100)
def test_memory(kata):
    eaten = b"x" * (200 << 20)
    time.sleep(100)

def test_skips(kata): pytest.skip("not today")
def test_expected(kata): pytest.xfail("known")
def test_fails(kata): pytest.fail("in words")
def test_raises(kata):
    with pytest.raises(LookupError, match="gone"):
        kata.boom()
def test_after_a_thread(kata):
    kata.fails_in_thread()
    assert kata.count == 1
def test_after_a_process(kata):
    kata.fails_in_process()
    assert kata.count == 1
def test_after_an_assert_and_a_thread(kata):
    kata.start(check).join()
    kata.fails_in_thread()
def test_after_the_specs_own(kata):
    kata.start(own).join()
    assert kata.count == 1
def test_before_a_thread(kata, request):
    request.addfinalizer(kata.fails_in_thread)
    assert kata.count == 1
def test_after_a_thread_with_teardown(kata, request):
    request.addfinalizer(lambda: 1 / 0)
    test_after_a_thread(kata)
def test_warns(kata): warnings.warn("old", DeprecationWarning)
def test_teardown(kata, request): request.addfinalizer(lambda: 1 / 0)
def test_method(kata, start_method): assert multiprocessing.get_start_method() == start_method
"""


def line(text: str, program: str = CODE) -> int:
    """The number of the line that holds *text*."""
    return next(number for number, one in enumerate(program.splitlines(), start=1) if text in one)


BOOM: Final = line("raise LookupError")

FAILED: Final = {
    "test_wrong": ("assertion", r"expected \[2, 4, 7\] got \[2, 4, 6\]"),
    "test_in_a_process": (
        "exception",
        rf"the process worker ended with an exception on line {BOOM}: LookupError: gone.*does not reach join.*in boom",
    ),
    "test_in_a_thread": (
        "exception",
        rf"the thread reader ended with an exception on line {BOOM}.*does not reach join",
    ),
    "test_in_a_pool": ("exception", rf"an exception on line {BOOM}: LookupError: gone.*line {BOOM}, in boom"),
    "test_assert_in_a_process": ("assertion", r"assert 1 == 2"),
    "test_missing": ("missing", "has no nothing"),
    "test_leaves_process": (
        "leftover",
        rf"(orphan was still there|the end of orphan).*started on line {line('orphan')} of katas/a/x.py",
    ),
    "test_leaves_thread": ("leftover", r"late was still there"),
    "test_leaves_pool": ("leftover", rf"the 2 workers of a pool were still there.*made on line {line('Pool(2)')}"),
    "test_processor": (
        "time-limit",
        rf"used 0.3 seconds of processor time.*line {line('while True', SPEC)} of katas/a/test_x.py",
    ),
    "test_memory": ("out-of-memory", "100 MB"),
    "test_fails": ("assertion", "in words"),
    "test_after_a_thread": (
        "exception",
        rf"on line {BOOM}: LookupError: gone.*in boom.*after that the spec failed as well: expected 1, got 0",
    ),
    "test_after_a_process": ("exception", rf"the process worker ended with an exception on line {BOOM}"),
    "test_after_an_assert_and_a_thread": ("exception", r"the thread reader ended with an exception"),
    "test_after_the_specs_own": ("assertion", "expected 1 got 0"),
    "test_before_a_thread": ("assertion", "expected 1 got 0"),
}


def project(folder: Path) -> Project:
    """A project with the code and the spec above."""
    made = Project(folder)
    made.write("conftest.py", CONFTEST)
    made.exercise("a/x", CODE, SPEC)
    return made


@pytest.fixture(scope="module")
def session(tmp_path_factory: pytest.TempPathFactory) -> Answer:
    """One session over all of it."""
    return project(tmp_path_factory.mktemp("real")).run()


@pytest.mark.parametrize("name", FAILED)
def test_a_failing_spec_is_told(session: Answer, name: str) -> None:
    """With its verdict, what happened, and where."""
    verdict, says = FAILED[name]
    text = " ".join(session.texts[name].split())
    assert session.verdicts[name] == verdict, text
    assert re.search(says, text), text
    assert "plugins/real" not in text


def test_everything_else_passes(session: Answer) -> None:
    """Prints of all processes, state that is new for each spec, fixtures, and what a spec provokes on purpose."""
    passed = {name for name, outcome in session.outcomes.items() if outcome == "passed"}
    assert passed == {
        "test_printed_by_all",
        "test_numbers",
        "test_the_specs_own",
        "test_afresh[1]",
        "test_afresh[2]",
        "test_fixture_with_processes",
        "test_may_leave",
        "test_raises",
        "test_warns",
        "test_method",
    }
    assert session.outcomes["test_skips"] == session.outcomes["test_expected"] == "skipped"
    assert session.outcomes["test_teardown"] == session.outcomes["test_after_a_thread_with_teardown"] == "error"


def test_one_verdict_a_spec(session: Answer) -> None:
    """In the XML of each there is one property `verdict`, whichever of two things that went wrong comes first."""
    assert session.verdicts["test_after_a_thread_with_teardown"] == "exception"
    unlike = {name for name, found in session.told if len(found) != 1}
    assert unlike == {"test_skips", "test_expected"}, session.told


def test_each_start_method(tmp_path: Path) -> None:
    """A spec runs once for each that is asked for, its own functions and a submission's siblings included."""
    made = project(tmp_path)
    made.write(
        "mine/a/x.py", CODE.replace("import os\n", "import os\nfrom .helper import two\n", 1).replace("2 *", "two() *")
    )
    made.write("mine/a/helper.py", "def two(): return 2\n")
    names = ("test_printed_by_all", "test_the_specs_own", "test_method")
    chosen = [f"katas/a/test_x.py::{name}" for name in names]
    answer = made.run("--start-method", "all", "--submission", "mine", *chosen)
    assert answer.outcomes == {f"{name}[{method}]": "passed" for name in names for method in METHODS}
    answer = made.run("--start-method", "spawn", "--start-method", "fork", "-n", "2", *chosen)
    assert answer.outcomes == {f"{name}[{method}]": "passed" for name in names for method in ("spawn", "fork")}


def test_a_start_method_that_does_not_exist(tmp_path: Path) -> None:
    """A usage error that says which there are."""
    answer = project(tmp_path).run("--start-method", "thread")
    assert answer.status == 4
    assert "--start-method 'thread': no such start method here; choose one of fork, spawn, forkserver, or all" in (
        answer.output
    )


def test_a_mark_that_is_not_as_documented(tmp_path: Path) -> None:
    """The error names what is wrong and what there is."""
    made = Project(tmp_path)
    made.write("conftest.py", CONFTEST)
    made.exercise("a/x", "", "import pytest\n\n@pytest.mark.real(left=1)\ndef test_a(kata): pass\n")
    answer = made.run()
    assert answer.status != 0
    assert "has 'left'; it takes leftover, processor, memory, by name" in answer.output


def test_without_capture_it_runs_in_this_process(tmp_path: Path) -> None:
    """With -s a spec can be stepped through, its prints are still known, and they are shown."""
    answer = project(tmp_path).run("-s", "katas/a/test_x.py::test_printed_by_all")
    assert answer.outcomes == {"test_printed_by_all": "passed"}
    assert "hello 1" in answer.output


def test_what_processes_execute_is_measured(tmp_path: Path) -> None:
    """Coverage sees the lines that only a process of the program runs, under each start method."""
    made = project(tmp_path)
    made.write(".coveragerc", "[run]\npatch = subprocess, fork, _exit\nparallel = true\nsource = katas\n")
    run = [sys.executable, "-m", "coverage", "run", "-m", "pytest", "-q", "-p", "no:cacheprovider"]
    spec = "katas/a/test_x.py::test_printed_by_all"

    def call(*command: str) -> None:
        subprocess.run(command, cwd=made.root, env=made.environment, check=True, capture_output=True, timeout=120)

    for method in METHODS:
        call(*run, spec, "--start-method", method)
        call(sys.executable, "-m", "coverage", "combine", "--quiet")
        call(sys.executable, "-m", "coverage", "json", "--quiet", "-o", "coverage.json")
        measured = json.loads((made.root / "coverage.json").read_text("utf-8"))["files"]["katas/a/x.py"]
        assert line('print("hello"') in measured["executed_lines"], method
