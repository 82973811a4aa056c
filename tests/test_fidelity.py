"""CPython's own tests of threads pass inside the simulation: the people who wrote them know best how threads behave.

They run as a user would run them, `python -m plugins.simulation --clock exact -m unittest ...`, under several seeds,
and are counted against plain Python: each test that exists there runs, but for those that cpython_left_out.toml names,
with the reason; what is skipped inside is skipped outside too. Tests that start a Python for a script of theirs run
outside, and the script inside (see cpython_children.py); one whose threads poll a list runs rewritten.

`FIDELITY_SEEDS=25 pytest tests/test_fidelity.py` tries more schedules than there is time for each day.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tomllib
from functools import cache
from pathlib import Path
from typing import Any, Final

import pytest

pytest.importorskip("test.test_threading", reason="this Python came without its own tests")

ROOT: Final = Path(__file__).parents[1]
#: Seconds of wall time for one process.
TIME_LIMIT: Final = 300
SEEDS: Final = int(os.environ.get("FIDELITY_SEEDS", "0"))

#: What runs in one process each, whole. A name may be a module or a class.
SUITES: Final = {
    "locks": [
        "test.test_threading.LockTests",
        "test.test_threading.PyRLockTests",
        "test.test_threading.EventTests",
        "test.test_threading.ConditionAsRLockTests",
        "test.test_threading.ConditionTests",
        "test.test_threading.SemaphoreTests",
        "test.test_threading.BoundedSemaphoreTests",
        "test.test_threading.BarrierTests",
        "test.test_threading.TimerTests",
    ],
    "threading": ["test.test_threading"],
    "thread": ["test.test_thread", "test.test_threading_local", "test.test_threadedtempfile"],
    "queue": ["test.test_queue", "test.test_sched"],
    "futures": [
        "test.test_concurrent_futures.test_thread_pool",
        "test.test_concurrent_futures.test_future",
        "test.test_concurrent_futures.test_shutdown.ThreadPoolShutdownTest",
        "test.test_concurrent_futures.test_wait.ThreadPoolWaitTests",
        "test.test_concurrent_futures.test_as_completed.ThreadPoolAsCompletedTest",
        "test.test_concurrent_futures.test_init.ThreadPoolInitializerTest",
        "test.test_concurrent_futures.test_init.ThreadPoolFailingInitializerTest",
    ],
    "logging": [
        "test.test_logging.HandlerTest",
        "test.test_logging.StreamHandlerTest",
        "test.test_logging.MemoryHandlerTest",
        "test.test_logging.QueueHandlerTest",
        "test.test_logging.LogRecordTest",
        "test.test_logging.BasicConfigTest",
        "test.test_logging.ManagerTest",
        "test.test_logging.ShutdownTest",
        "test.test_logging.LastResortTest",
        "test.test_logging.ModuleLevelMiscTest",
        "test.test_logging.LoggerTest",
    ],
    "servers": ["test.test_socketserver"],
    "sockets": [
        "test.test_socket.BasicTCPTest",
        "test.test_socket.BasicTCPTest2",
        "test.test_socket.NonBlockingTCPTests",
        "test.test_socket.FileObjectClassTestCase",
        "test.test_socket.UnbufferedFileObjectClassTestCase",
        "test.test_socket.LineBufferedFileObjectClassTestCase",
        "test.test_socket.SmallBufferedFileObjectClassTestCase",
        "test.test_socket.UnicodeReadFileObjectClassTestCase",
        "test.test_socket.UnicodeWriteFileObjectClassTestCase",
        "test.test_socket.UnicodeReadWriteFileObjectClassTestCase",
        "test.test_socket.NetworkConnectionNoServer",
        "test.test_socket.NetworkConnectionAttributesTest",
        "test.test_socket.NetworkConnectionBehaviourTest",
        "test.test_socket.TCPTimeoutTest",
        "test.test_socket.TCPCloserTest",
        "test.test_socket.BasicSocketPairTest",
        "test.test_socket.BufferIOTest",
        "test.test_socket.CreateServerTest",
        "test.test_socket.CreateServerFunctionalTest",
        "test.test_socket.SendfileUsingSendTest",
        "test.test_socket.ContextManagersTest",
        "test.test_socket.TestExceptions",
    ],
    "others": [
        "test.test_time",
        "test.test_context",
        "test._test_atexit.GeneralTest",
        "test.test_decimal.PyThreadingTest",
        "test.test_decimal.CThreadingTest",
        "test.test_weakref.MappingTestCase",
        "test.test_functools.TestLRUC",
    ],
}
#: CPython's own tests of sockets count on messages that arrive whole, as small ones do on one computer.
OPTIONS: Final = {"sockets": ("--network", "whole")}
#: The sections of cpython_left_out.toml whose tests do run, in another way.
OTHER_KINDS: Final = ("uncaught", "rewritten", "scripts")
#: The nine classes that everything else stands on are tried under more schedules than the rest.
OFTEN: Final = "locks"

_LIST_TESTS: Final = """\
import json, sys, unittest
def ids(suite):
    return [name for test in suite for name in (ids(test) if isinstance(test, unittest.TestSuite) else [test.id()])]
found = {}
for name in json.loads(sys.argv[1]):
    try:
        __import__(".".join(part for part in name.split(".") if part[:1].islower() or part[:1] == "_"))
    except ModuleNotFoundError:
        continue
    found[name] = ids(unittest.defaultTestLoader.loadTestsFromName(name))
print(json.dumps(found))
"""


def python(*arguments: str) -> subprocess.CompletedProcess[str]:
    """Run this Python, with an end to it whatever happens."""
    command = [sys.executable, *arguments]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=TIME_LIMIT, check=False)


@cache
def all_tests() -> dict[str, list[str]]:
    """All tests of each entry of `SUITES`, as plain Python finds them; nothing where a module is missing."""
    listed = python("-c", _LIST_TESTS, json.dumps([name for suite in SUITES.values() for name in suite]))
    found: dict[str, list[str]] = json.loads(listed.stdout)
    return found


@cache
def exceptions() -> dict[str, Any]:
    """What cpython_left_out.toml says."""
    return tomllib.loads((ROOT / "tests" / "cpython_left_out.toml").read_text(encoding="utf-8"))


def is_named(test: str, names: list[str]) -> bool:
    """Whether *names* has the test, or its class."""
    return any(test == name or test.startswith(name + ".") for name in names)


def chosen(suite: str) -> dict[str, list[str]]:
    """The tests of a suite by how they run: "inside", "uncaught" (inside, a thread dies), "rewritten", "scripts"."""
    told = exceptions()
    by_kind: dict[str, list[str]] = {"inside": [], **{kind: [] for kind in OTHER_KINDS}}
    left_out = [*told["operating_system"], *told["implementation_in_c"]]
    for name in SUITES[suite]:
        for test in all_tests().get(name, []):
            if suite != OFTEN and is_named(test, SUITES[OFTEN]):
                continue
            if not is_named(test, left_out):
                kind = next((kind for kind in OTHER_KINDS if is_named(test, told[kind]["names"])), "inside")
                by_kind[kind].append(test)
    return by_kind


def shortly(tests: list[str]) -> list[str]:
    """The names to ask unittest for: of a module or class all of whose tests are among *tests*, its own name."""
    names = []
    for name, of_name in all_tests().items():
        if of_name and all(test in tests for test in of_name):
            names.append(name)
            tests = [test for test in tests if test not in of_name]
    return names + tests


def counts(output: str) -> tuple[int, int]:
    """How many tests unittest says that it ran, and that it skipped."""
    ran = re.search(r"^Ran (\d+) tests?", output, re.MULTILINE)
    skipped = re.search(r"skipped=(\d+)", output)
    return int(ran[1]) if ran else 0, int(skipped[1]) if skipped else 0


def skipped_tests(output: str) -> list[str]:
    """The names of the tests that unittest, asked for all its words, says that it skipped."""
    return re.findall(r"^\w+ \(([\w.]+)\)(?:\n[^\n]*)? \.\.\. skipped", output, re.MULTILINE)


def check_inside(tests: list[str], seed: int, verdict: str, *more: str) -> None:
    """Run *tests* inside: all of them, all well, and nothing is skipped that plain Python does not skip."""
    own = ("--clock", "exact", "--seed", str(seed), "--time-limit", str(TIME_LIMIT - 30), "--json")
    done = python("-m", "plugins.simulation", *own, *more, "-m", "unittest", "-v", *shortly(tests))
    answer = json.loads(done.stdout)
    output: str = answer["output"]
    assert (answer["verdict"], re.findall(r"^(?:FAIL|ERROR): .*", output, re.MULTILINE)) == (verdict, []), (
        answer["explanation"] + output + done.stderr
    )
    skipped = skipped_tests(output)
    counted = 0
    if skipped:
        outside = python("-m", "unittest", *skipped).stderr
        # Some of these 3.12.1 does not count.
        counted, skipped_outside = counts(outside)
        assert skipped_outside == len(skipped), outside
    assert counts(output) == (len(tests) - len(skipped) + counted, len(skipped)), output


@pytest.mark.parametrize("seed", range(SEEDS or 5))
def test_locks(seed: int) -> None:
    """The nine classes pass whole, whoever comes first."""
    tests = chosen(OFTEN)
    assert [kind for kind in OTHER_KINDS if tests[kind]] == []
    assert len(tests["inside"]) == sum(len(all_tests()[name]) for name in SUITES[OFTEN])
    check_inside(tests["inside"], seed, "ok")


@pytest.mark.parametrize("seed", range(SEEDS or 1))
@pytest.mark.parametrize("suite", [suite for suite in SUITES if suite != OFTEN])
def test_inside(suite: str, seed: int) -> None:
    """All other tests that are about threads, queues, pools, logging and time pass inside as they pass outside."""
    tests = chosen(suite)["inside"]
    if not tests:
        pytest.skip("this Python came without these tests")
    check_inside(tests, seed, "ok", *OPTIONS.get(suite, ()))


@pytest.mark.parametrize("suite", ["threading", "thread", "others"])
def test_what_nobody_catches(suite: str) -> None:
    """Where CPython's test lets a thread die, it passes too, and the verdict tells that a thread died."""
    check_inside(chosen(suite)["uncaught"], 0, "exception")


@pytest.mark.parametrize("seed", range(SEEDS or 3))
def test_rewritten(seed: int) -> None:
    """Threads that poll what another one writes come to their end where that is rewritten, whoever comes first."""
    check_inside(chosen("threading")["rewritten"], seed, "ok", "--rewrite", "test.test_threading")


@pytest.mark.parametrize("suite", ["threading", "futures", "logging"])
def test_scripts(suite: str) -> None:
    """A script prints the same on the same streams and ends alike: exit hooks, daemons, uncaught exceptions."""
    tests = chosen(suite)["scripts"]
    if not tests:
        pytest.skip("this Python came without these tests")
    done = python("-m", "tests.cpython_children", *tests)
    assert re.search(r"^OK\b", done.stderr, re.MULTILINE), done.stderr
    ran, skipped = counts(done.stderr)
    assert ran == len(tests)
    assert skipped == len([test for test in tests if "debug" in test and sys.version_info < (3, 12)])


class TestLeftOut:
    """What is left out is named, and nothing else."""

    def test_each_has_its_reason(self) -> None:
        """A name without words says nothing."""
        told = exceptions()
        assert set(told) == {"operating_system", "implementation_in_c", *OTHER_KINDS}
        assert all(reason for kind in ("operating_system", "implementation_in_c") for reason in told[kind].values())

    def test_none_of_the_nine(self) -> None:
        """What everything else stands on has no exceptions."""
        names = [*exceptions()["operating_system"], *exceptions()["implementation_in_c"]]
        assert [name for name in names if is_named(name, SUITES[OFTEN])] == []

    def test_each_is_there(self) -> None:
        """A name that this Python's tests do not have, and that is not known to be another's, is a slip of the pen."""
        told = exceptions()
        every = [test for tests in all_tests().values() for test in tests]
        named = [
            *told["operating_system"],
            *told["implementation_in_c"],
            *(name for kind in OTHER_KINDS for name in told[kind]["names"]),
        ]
        missing = [name for name in named if not any(is_named(test, [name]) for test in every)]
        assert [name for name in missing if not is_named(name, list(OF_SOME_PYTHONS))] == []


#: Named above, and not there on each Python.
OF_SOME_PYTHONS: Final = (
    "test.test_concurrent_futures",
    "test.test_logging.BasicConfigTest.test_log_taskName",
    "test.test_logging.LogRecordTest.test_taskName_with_asyncio_imported",
    "test.test_logging.LogRecordTest.test_taskName_without_asyncio_imported",
    "test.test_threading.ThreadJoinOnShutdown.test_thread_from_thread",
    "test.test_threading.ThreadingExceptionTests.test_print_exception_gh_102056",
    "test.test_threading.MiscTestCase.test_gh112826_missing__thread__is_main_interpreter",
    "test.test_threading.ThreadJoinOnShutdown.test_4_daemon_threads",
    "test.test_threading.ThreadTests.test_debug_deprecation",
    "test.test_threading.ThreadTests.test_fork_at_exit",
    "test.test_threading.ThreadTests.test_main_thread_after_fork_from_dummy_thread",
    "test.test_threading.ThreadTests.test_main_thread_after_fork_from_foreign_thread",
    "test.test_threading.ThreadTests.test_shutdown_locks",
    "test.test_threading.ThreadTests.test_start_new_thread_at_exit",
    "test.test_threading.ThreadTests.test_start_new_thread_at_finalization",
    "test.test_threading.ThreadTests.test_tstate_lock",
)
