"""Sessions of pytest whose specs run in children: what pytest's own options promise holds for them too.

Where a session has threads of its own, as a worker of xdist has, a prepared process stands between it and the children.
Where processes cannot be forked, that process runs the specs itself; this is tried here by saying so.
"""

from __future__ import annotations

import contextlib
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Final

import psutil
import pytest

from tests.kata_project import Project

if TYPE_CHECKING:
    from collections.abc import Callable

pytestmark = pytest.mark.once

PLAIN_CONFTEST: Final = 'pytest_plugins = ["plugins.kata.plugin"]\n'
#: A thread of another plugin's, say.
WITH_THREADS: Final = f"""\
{PLAIN_CONFTEST}
import threading
threading.Thread(target=threading.Event().wait, daemon=True).start()
"""
#: What every module that asks has been told.
WITHOUT_FORK: Final = f"""\
{PLAIN_CONFTEST}
def pytest_configure():
    from plugins.kata import plugin, prepared, runner
    plugin.CAN_FORK = prepared.CAN_FORK = runner.CAN_FORK = False
"""
WAYS: Final = {"forked": PLAIN_CONFTEST, "prepared": WITH_THREADS, "without fork": WITHOUT_FORK}

MIXED_SPEC: Final = """\
    import os

    import pytest


    def test_right(kata):
        assert kata.give() == 1


    def test_wrong(kata):
        print("on the way")
        os.write(1, b"from below\\n")
        assert kata.give() == 2


    def test_dies():
        os._exit(0)


    def test_after(kata, tmp_path):
        (tmp_path / "file").write_text("x")
        assert kata.give() == 1


    def test_skipped():
        pytest.skip("not today")


    def test_raises(kata):
        kata.fail()
"""
MIXED: Final = "def give(): return 1\n\ndef fail(): raise LookupError('so')\n"
OUTCOMES: Final = {
    "test_right": "passed",
    "test_wrong": "failed",
    "test_dies": "failed",
    "test_after": "passed",
    "test_skipped": "skipped",
    "test_raises": "failed",
}


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """A kata with all sorts of specs."""
    project = Project(tmp_path)
    project.exercise("mixed/one", MIXED, MIXED_SPEC)
    return project


@pytest.mark.parametrize("way", WAYS)
class TestEveryWay:
    """However a spec's process comes to be, the session is the same."""

    def test_the_same_reports(self, project: Project, way: str) -> None:
        """Outcomes, verdicts, and what was written on the way."""
        project.write("conftest.py", WAYS[way])
        answer = project.run("-rA")
        assert answer.outcomes == OUTCOMES
        assert answer.verdicts["test_wrong"] == "assertion"
        assert answer.verdicts["test_dies"] == "crash"
        assert answer.verdicts["test_raises"] == "exception"
        assert answer.status == 1
        assert "Captured output call" in answer.output
        assert "from below" in answer.output
        assert answer.output.count("not today") == 1

    def test_dead_with_it(self, project: Project, way: str) -> None:
        """Nothing is left when the session is over: no process, no file."""
        project.write("conftest.py", WAYS[way])
        project.run()
        assert _processes_in(project.root) == []

    def test_module_fixtures(self, project: Project, way: str) -> None:
        """They are set up once for a file, and taken down."""
        project.write("conftest.py", WAYS[way])
        project.exercise(
            "mixed/one",
            MIXED,
            """\
            import pytest

            @pytest.fixture(scope="module", autouse=True)
            def module():
                with open("log.txt", "a") as log: print("up", file=log)
                yield
                with open("log.txt", "a") as log: print("down", file=log)

            def test_1(): pass
            def test_2(): pass
            """,
        )
        assert project.run().status == 0
        assert (project.root / "log.txt").read_text(encoding="utf-8") == "up\ndown\n"

    def test_the_time_limit(self, project: Project, way: str) -> None:
        """A spec that never ends is ended, and the next one runs."""
        project.write("conftest.py", WAYS[way])
        project.exercise(
            "mixed/one",
            "import itertools\n\ndef give():\n    sum(itertools.count())\n",
            "def test_endless(kata): kata.give()\n\ndef test_next(): pass\n",
        )
        answer = project.run("--time-limit", "3")
        assert answer.verdicts == {"test_endless": "time-limit", "test_next": "ok"}
        assert "line 4 of katas/mixed/one.py" in " ".join(answer.texts["test_endless"].split())

    def test_warnings_reach_the_summary(self, project: Project, way: str) -> None:
        """A warning of a fixture's is pytest's to tell."""
        project.write("conftest.py", WAYS[way])
        project.exercise(
            "mixed/one",
            MIXED,
            """\
            import warnings

            import pytest

            class OwnWarning(UserWarning): pass

            @pytest.fixture
            def noisy():
                warnings.warn("mind the gap", RuntimeWarning)
                warnings.warn("mind the step", OwnWarning)

            @pytest.mark.filterwarnings("default")
            def test_it(noisy): pass
            """,
        )
        answer = project.run()
        assert "RuntimeWarning: mind the gap" in answer.output
        assert "OwnWarning: mind the step" in answer.output
        assert "1 passed, 2 warnings" in answer.output

    def test_leaving_the_session(self, project: Project, way: str) -> None:
        """`pytest.exit` in a spec ends the session, with its exit status."""
        project.write("conftest.py", WAYS[way])
        project.exercise(
            "mixed/one",
            MIXED,
            "import pytest\n\ndef test_leaves(): pytest.exit('enough', 7)\n\ndef test_never(): pass\n",
        )
        answer = project.run()
        assert answer.status == 7
        assert "enough" in answer.output
        assert "test_never" not in answer.outcomes


class TestOptionsOfPytest:
    """pytest's own options and xdist's."""

    @pytest.mark.parametrize("dist", ["load", "loadfile", "worksteal"])
    def test_workers(self, project: Project, dist: str) -> None:
        """With `-n 2` the outcomes are the same, and each verdict arrives."""
        project.exercise("mixed/two", MIXED, MIXED_SPEC.replace("def test_", "def test_2"))
        answer = project.run("-n", "2", "--dist", dist)
        assert answer.outcomes == OUTCOMES | {name.replace("test_", "test_2"): way for name, way in OUTCOMES.items()}
        assert answer.verdicts["test_2dies"] == "crash"
        assert "LookupError: so" in answer.texts["test_raises"]
        assert _processes_in(project.root) == []

    def test_exit_first(self, project: Project) -> None:
        """`-x` stops at the first failure."""
        answer = project.run("-x")
        assert answer.outcomes == {"test_right": "passed", "test_wrong": "failed"}
        assert answer.status == 1

    def test_maxfail(self, project: Project) -> None:
        """So does `--maxfail` at its number; one whose process died counts."""
        answer = project.run("--maxfail=2")
        assert list(answer.outcomes) == ["test_right", "test_wrong", "test_dies"]

    def test_last_failed_and_keyword(self, project: Project) -> None:
        """`--lf` runs what failed, a crash too; `-k` chooses by name."""
        project.run()
        assert set(project.run("--lf").outcomes) == {"test_wrong", "test_dies", "test_raises"}
        assert set(project.run("--lf", "-n", "2").outcomes) == {"test_wrong", "test_dies", "test_raises"}
        assert set(project.run("-k", "right or after").outcomes) == {"test_right", "test_after"}
        assert set(project.run("-k", "right or after", "-n", "2").outcomes) == {"test_right", "test_after"}
        assert set(project.run("katas/mixed/test_one.py::test_right").outcomes) == {"test_right"}

    def test_without_the_cache(self, project: Project) -> None:
        """`-p no:cacheprovider` changes nothing, with `--reference` neither."""
        assert project.run("-p", "no:cacheprovider").outcomes == OUTCOMES
        project.write("reference/mixed/one.py", MIXED)
        project.write("reference/__init__.py", "")
        assert project.run("-p", "no:cacheprovider", "--reference").outcomes == OUTCOMES
        assert not (project.root / ".pytest_cache").exists()

    def test_without_xdist(self, project: Project) -> None:
        """Nothing here needs its options."""
        assert project.run("-p", "no:xdist").outcomes == OUTCOMES

    def test_collect_only(self, project: Project) -> None:
        """Nothing runs, and learner code is not imported."""
        project.write("katas/mixed/one.py", 'open("imported.txt", "w").close()\n')
        answer = project.run("--collect-only", "-q")
        assert answer.status == 0
        assert "6 tests collected" in answer.output
        assert not (project.root / "imported.txt").exists()

    @pytest.mark.parametrize("option", ["-s", "--pdb", "--trace"])
    def test_in_this_process(self, project: Project, option: str) -> None:
        """`-s` and `--pdb` run specs in pytest's own process, and say so in one line."""
        project.exercise(
            "mixed/one",
            MIXED,
            """\
            import os

            def test_pid(kata):
                with open("pid.txt", "w") as file: print(os.getpid(), file=file)
            """,
        )
        project.write(
            "conftest.py", PLAIN_CONFTEST + 'import os\nwith open("own.txt", "w") as f: print(os.getpid(), file=f)\n'
        )
        answer = project.run(option)
        told = "katas: with -s or --pdb the specs run in this process; what ends or blocks it ends this session"
        assert answer.output.count(told) == 1
        if option != "--trace":  # which waits for a person before it begins
            assert (project.root / "pid.txt").read_text("utf-8") == (project.root / "own.txt").read_text("utf-8")
        assert told not in project.run().output

    def test_temporary_folders(self, project: Project) -> None:
        """`--basetemp` is made by the session, and holds what the specs left."""
        for arguments in ([], ["-n", "2"]):
            project.run("--basetemp", "temporary", "-k", "right or after", *arguments)
            assert [file.parent.name for file in (project.root / "temporary").rglob("file")] == ["test_after0"]

    def test_fixtures_shared_with_ordinary_tests(self, project: Project) -> None:
        """A fixture of the session that an ordinary test has set up is taken down once, by the session."""
        project.write(
            "conftest.py",
            PLAIN_CONFTEST
            + """\
import os
import pytest

@pytest.fixture(scope="session", autouse=True)
def shared():
    with open("log.txt", "a") as log: print("up", os.getpid(), file=log)
    yield
    with open("log.txt", "a") as log: print("down", os.getpid(), file=log)
""",
        )
        project.write("katas/mixed/helpers/test_first.py", "def test_first(): pass\n")
        project.write("tests/test_last.py", "def test_last(): pass\n")
        answer = project.run("katas/mixed/helpers", "katas", "tests", "-k", "first or last or right or after")
        assert answer.status == 0, answer.output
        up, down = (project.root / "log.txt").read_text(encoding="utf-8").splitlines()
        assert up.replace("up", "down") == down

    def test_ctrl_c(self, project: Project) -> None:
        """Ctrl-C ends the session with what it had so far, and the child with it."""
        project.exercise(
            "mixed/one",
            "import itertools\n\ndef give():\n    sum(itertools.count())\n",
            """\
            from pathlib import Path

            def test_right(): pass

            def test_endless(kata):
                Path("begun.txt").touch()
                kata.give()
            """,
        )
        status, output = _interrupted(project, "begun.txt", lambda process: process.send_signal(signal.SIGINT))
        assert status == pytest.ExitCode.INTERRUPTED
        assert "KeyboardInterrupt" in output
        assert "1 passed" in output
        assert _processes_in(project.root) == []

    @pytest.mark.parametrize("way", WAYS)
    def test_killed(self, project: Project, way: str) -> None:
        """When the session itself is killed, its children end too."""
        project.write("conftest.py", WAYS[way])
        project.exercise(
            "mixed/one",
            "def give():\n    while True: pass\n",
            """\
            from pathlib import Path

            def test_endless(kata):
                Path("begun.txt").touch()
                kata.give()
            """,
        )
        _interrupted(project, "begun.txt", lambda process: process.kill())
        _wait_until(lambda: _processes_in(project.root) == [])


class TestCoverage:
    """What runs in a child is measured."""

    @pytest.mark.parametrize("arguments", [[], ["-n", "2"]], ids=["here", "-n 2"])
    def test_the_reference(self, project: Project, arguments: list[str]) -> None:
        """Every line that a spec's schedule ran counts, in threads too."""
        project.write(
            "reference/mixed/one.py",
            """\
            import threading


            def give():
                found = []

                def work():
                    found.append(1)

                thread = threading.Thread(target=work)
                thread.start()
                thread.join()
                if not found:
                    return 0
                return 1
            """,
        )
        project.write("reference/__init__.py", "")
        project.write(
            ".coveragerc",
            """\
            [run]
            source = reference
            patch = subprocess, fork, _exit
            concurrency = thread, greenlet
            parallel = true
            """,
        )
        for command in (
            ["run", "-m", "pytest", "--reference", "-k", "right", *arguments],
            ["combine", "--quiet"],
            ["report", "--show-missing"],
        ):
            done = subprocess.run(
                [sys.executable, "-m", "coverage", *command],
                cwd=project.root,
                env=project.environment,
                capture_output=True,
                text=True,
                timeout=120,
                check=False,
            )
            assert done.returncode == 0, done.stdout + done.stderr
        (line,) = [line for line in done.stdout.splitlines() if "one.py" in line]
        assert line.split()[-1] == "14"


def _interrupted(project: Project, sign: str, end: Callable[[subprocess.Popen[str]], object]) -> tuple[int, str]:
    """Run a session, *end* it as soon as the file *sign* is there, and return exit status and output."""
    command = [sys.executable, "-m", "pytest", "--time-limit", "100"]
    with subprocess.Popen(
        command, cwd=project.root, env=project.environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as process:
        try:
            _wait_until((project.root / sign).exists)
            end(process)
            output, _ = process.communicate(timeout=60)
        finally:
            process.kill()
    return process.returncode, output


def _wait_until(condition: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 60
    while not condition():
        assert time.monotonic() < deadline, "waited for a minute"
        time.sleep(0.01)


def _processes_in(folder: Path) -> list[int]:
    """Return the living processes whose current folder is *folder*."""
    found = []
    for process in psutil.process_iter():
        with contextlib.suppress(psutil.Error, OSError):
            if process.status() != psutil.STATUS_ZOMBIE and Path(process.cwd()) == folder:
                found.append(process.pid)
    return found
