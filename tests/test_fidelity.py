"""CPython's own tests for its locks pass inside the simulation: whole, on this Python, under several seeds.

They run as a user would run them, `python -m plugins.simulation --clock exact -m unittest ...`, and are counted against
the same tests on plain Python: a test that is left out or skipped here and not there is a failure.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SEEDS = (0, 1, 2)
#: The nine classes that pass whole, and more. ExceptHookTests passes too, but lets threads die: a verdict here.
CLASSES = (
    "test_threading.LockTests",
    "test_threading.PyRLockTests",
    "test_threading.EventTests",
    "test_threading.ConditionAsRLockTests",
    "test_threading.ConditionTests",
    "test_threading.SemaphoreTests",
    "test_threading.BoundedSemaphoreTests",
    "test_threading.BarrierTests",
    "test_threading.TimerTests",
    "test_threading_local.ThreadLocalTest",
    "test_threading_local.PyThreadingLocalTest",
    "test_thread.LockTests",
    "test_thread.BarrierTest",
    "test_queue.PyQueueTest",
    "test_queue.PyLifoQueueTest",
    "test_queue.PyPriorityQueueTest",
    "test_queue.PySimpleQueueTest",
    "test_sched.TestCase",
)
pytest.importorskip("test.test_threading", reason="this Python came without its own tests")


@cache
def plain_counts(name: str) -> tuple[int, int]:
    """Return how many tests of a class plain Python runs, and how many of these it skips."""
    done = subprocess.run(
        [sys.executable, "-m", "unittest", f"test.{name}"],
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
        cwd=ROOT,
    )
    return counts(done.stderr)


def counts(output: str) -> tuple[int, int]:
    """Return how many tests unittest says that it ran, and skipped."""
    ran = re.search(r"Ran (\d+) tests?", output)
    skipped = re.search(r"skipped=(\d+)", output)
    return int(ran[1]) if ran else 0, int(skipped[1]) if skipped else 0


@pytest.mark.parametrize("name", CLASSES)
def test_whole(name: str) -> None:
    """All tests of the class run, and pass, whoever comes first."""
    wanted = plain_counts(name)
    assert wanted[0] > 0
    for seed in SEEDS:
        own = ("--clock", "exact", "--seed", str(seed), "--json")
        done = subprocess.run(
            [sys.executable, "-m", "plugins.simulation", *own, "-m", "unittest", f"test.{name}"],
            capture_output=True,
            text=True,
            timeout=300,
            check=False,
            cwd=ROOT,
        )
        answer = json.loads(done.stdout)
        assert (answer["verdict"], done.returncode) == ("ok", 0), answer["explanation"] + answer["output"]
        assert counts(answer["output"]) == wanted, (seed, answer["output"])
