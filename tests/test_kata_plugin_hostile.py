"""Whatever a learner's function does, its own spec fails with a clear verdict, and every other result is kept.

All of it is one session: were one of these functions able to harm it, the others would tell.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

import pytest

from tests.kata_project import Answer, Project

if TYPE_CHECKING:
    from pathlib import Path


class Hostile(NamedTuple):
    """A function of a learner's.

    :ivar verdict: what its spec must get.
    :ivar says: a piece of what the report must say.
    """

    code: str
    verdict: str
    says: str


HOSTILE: Final = {
    "syntax_error": Hostile("def run(:\n    pass\n", "syntax-error", "line 1 of katas/hostile/syntax_error.py"),
    "wrong_indent": Hostile("def run():\npass\n", "syntax-error", "line 2 of katas/hostile/wrong_indent.py"),
    "null_bytes": Hostile("x = 1\0\n", "syntax-error", "katas/hostile/null_bytes.py"),
    "import_raises": Hostile("raise ValueError('at once')\n", "syntax-error", "raises ValueError on line 1"),
    "import_exits": Hostile("import sys\nsys.exit(0)\n", "syntax-error", "calls sys.exit on line 2"),
    "import_unknown": Hostile("import no_such_module\n", "syntax-error", "No module named 'no_such_module'"),
    "import_dies": Hostile("import os\nos._exit(0)\n", "crash", "exit status 0"),
    "missing_function": Hostile("def ran(): pass\n", "missing", "missing_function.py has no run"),
    "stub": Hostile("def run():\n    raise NotImplementedError\n", "not-implemented", "not written yet"),
    "wrong_signature": Hostile("def run(a, b): pass\n", "exception", "missing 2 required positional arguments"),
    "in_a_thread": Hostile(
        """\
        import threading

        def fail():
            raise LookupError("in a thread")

        def run():
            thread = threading.Thread(target=fail)
            thread.start()
            thread.join()
        """,
        "exception",
        "LookupError",
    ),
    "sys_exit": Hostile("import sys\ndef run(): sys.exit(3)\n", "exception", "SystemExit"),
    "interrupts": Hostile("def run(): raise KeyboardInterrupt\n", "exception", "KeyboardInterrupt"),
    "os_exit": Hostile("import os\ndef run(): os._exit(0)\n", "crash", "exit status 0"),
    "os_abort": Hostile("import os\ndef run():\n    os.abort()\n", "crash", "SIGABRT"),
    "kills_itself": Hostile("import os, signal\ndef run(): os.kill(os.getpid(), 9)\n", "crash", "SIGKILL"),
    "wild_pointer": Hostile("import ctypes\ndef run():\n    ctypes.string_at(1)\n", "crash", "SIGSEGV"),
    "endless_loop": Hostile("def run():\n    while True: pass\n", "livelock", ""),
    "endless_c": Hostile(
        "import itertools\ndef run():\n    return sum(itertools.count())\n", "time-limit", "at line 3 of katas/hostile"
    ),
    "endless_c_in_thread": Hostile(
        """\
        import itertools, threading

        def run():
            thread = threading.Thread(target=sum, args=(itertools.count(),))
            thread.start()
            thread.join()
        """,
        "time-limit",
        "still running",
    ),
    "recursion": Hostile("def run():\n    return run()\n", "exception", "RecursionError"),
    "ten_gigabytes": Hostile("def run():\n    return [0] * (10 << 27)\n", "out-of-memory", "memory"),
    "eats_memory": Hostile(
        "def run():\n    eaten = []\n    while True:\n        eaten.append(bytearray(1 << 22))\n",
        "out-of-memory",
        "memory",
    ),
    "print_of_megabytes": Hostile("def run():\n    print('x' * 50_000_000)\n", "time-limit", "4,000,000 characters"),
    "prints_for_ever": Hostile("def run():\n    while True:\n        print('again')\n", "time-limit", "characters"),
    "writes_for_ever": Hostile(
        "import os\ndef run():\n    while True:\n        os.write(1, b'x' * 65536)\n", "time-limit", "wrote more"
    ),
    "closes_stdout": Hostile(
        "import sys\ndef run():\n    sys.stdout.close()\n    print('hello')\n", "exception", "closed"
    ),
    "closes_descriptors": Hostile("import os\ndef run():\n    os.closerange(0, 256)\n", "crash", "ended"),
    "waits_for_ever": Hostile("import threading\ndef run(): threading.Event().wait()\n", "deadlock", ""),
    "asks": Hostile("def run(): return input()\n", "unsupported", "input"),
    "forks": Hostile("import os\ndef run(): os.fork()\n", "unsupported", "process"),
    "ignores_signals": Hostile(
        """\
        import itertools, signal

        def run():
            for number in (signal.SIGTERM, signal.SIGINT, signal.SIGUSR2):
                signal.signal(number, signal.SIG_IGN)
            sum(itertools.count())
        """,
        "time-limit",
        "still running",
    ),
}

#: Each file has a spec that must fail, between two that have nothing to do with it; specs that run nothing still load.
SPEC: Final = """\
def test_before_{name}(printed):
    assert printed.text == ""


def test_{name}(kata):
    kata.run()


def test_after_{name}(printed):
    assert printed.text == ""
"""

#: What only the bound of time ends.
ENDLESS: Final = {name for name in HOSTILE if name.startswith(("endless_c", "ignores"))}
#: Modules that cannot be loaded fail whatever the spec does.
UNLOADABLE: Final = {name for name in HOSTILE if name.startswith(("syntax", "wrong_indent", "null", "import"))}


@pytest.fixture(scope="module")
def session(tmp_path_factory: pytest.TempPathFactory) -> Answer:
    """One session over all of it, with a harmless kata before and after; what never ends has one with a short bound."""
    quick = _session(tmp_path_factory, HOSTILE.keys() - ENDLESS, "100")
    bounded = _session(tmp_path_factory, ENDLESS, "3")
    assert quick.status == bounded.status
    return Answer(
        quick.status,
        quick.output + bounded.output,
        quick.verdicts | bounded.verdicts,
        quick.outcomes | bounded.outcomes,
        quick.texts | bounded.texts,
    )


def _session(factory: pytest.TempPathFactory, names: set[str], time_limit: str) -> Answer:
    project = Project(factory.mktemp("hostile"))
    harmless = "def test_{name}(kata):\n    kata.run()\n"
    for name in ("aaa", "zzz"):
        project.exercise(f"{name}/harmless", "def run(): pass\n", harmless.format(name=name))
    for name in names:
        project.exercise(f"hostile/{name}", HOSTILE[name].code, SPEC.format(name=name))
    before = _remains(project.root)
    answer = project.run("--time-limit", time_limit, timeout=300)
    assert _remains(project.root) == before
    return answer


def _remains(root: Path) -> set[str]:
    """The files of a project that are not caches or reports."""
    files = (file.relative_to(root).as_posix() for file in root.rglob("*") if file.is_file())
    return {file for file in files if "cache" not in file and file != "report.xml"}


@pytest.mark.parametrize("name", HOSTILE)
def test_its_spec_fails_with_its_verdict(session: Answer, name: str) -> None:
    """A failure, never an error or a pass, and it says what happened."""
    assert session.outcomes[f"test_{name}"] == "failed"
    assert session.verdicts[f"test_{name}"] == HOSTILE[name].verdict
    assert HOSTILE[name].says in " ".join(session.texts[f"test_{name}"].split())


@pytest.mark.parametrize("name", HOSTILE)
def test_the_report_shows_nothing_of_the_machinery(session: Answer, name: str) -> None:
    """No frame of the engine, of the plugin or of pytest."""
    for inner in ("plugins/simulation", "plugins/kata", "_pytest", "greenlet", "pluggy"):
        assert inner not in session.texts[f"test_{name}"]


@pytest.mark.parametrize("name", sorted(HOSTILE.keys() - UNLOADABLE))
def test_its_neighbours_pass(session: Answer, name: str) -> None:
    """The specs before and after it in the same file are as they would be alone."""
    assert session.outcomes[f"test_before_{name}"] == "passed"
    assert session.outcomes[f"test_after_{name}"] == "passed"


def test_the_session_goes_on(session: Answer) -> None:
    """Everything was run and is counted, and the exit status is pytest's for failed tests."""
    assert session.status == 1
    assert session.outcomes["test_aaa"] == "passed"
    assert session.outcomes["test_zzz"] == "passed"
    assert len(session.outcomes) == 2 + 3 * len(HOSTILE)


def test_each_failure_is_shown_with_its_verdict(session: Answer) -> None:
    """The terminal names the verdict of each failed spec."""
    summary = [line for line in session.output.splitlines() if line.startswith("FAILED")]
    for name, hostile in HOSTILE.items():
        (line,) = [line for line in summary if line.split("::")[1].split(" ")[0] == f"test_{name}"]
        assert f" - {hostile.verdict}"[: len(line)] in line
