"""Whatever a program does on the real machine, its own spec fails with a clear verdict, and nothing of it remains.

All of it is one session: were one of these functions able to harm it, the others would tell. What ends only by a bound
of time has a session of its own, with a short one.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

import psutil
import pytest

from plugins.real import ending
from plugins.real.folder import Folder, sweep
from tests.kata_project import Answer, Project

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

CONFTEST: Final = 'pytest_plugins = ["plugins.kata.plugin", "plugins.report", "plugins.real.plugin"]\n'
#: In the environment of all that a session starts, so that what remains of it can be told from others.
MARK: Final = "KATA_TEST_OF_HOSTILE_PROGRAMS"


class Hostile(NamedTuple):
    """A function of a learner's.

    :ivar verdict: what its spec must get.
    :ivar says: a piece of what the report must say.
    """

    code: str
    verdict: str
    says: str = ""


HOSTILE: Final = {
    "endless_loop": Hostile("def run():\n    while True: pass\n", "time-limit"),
    "endless_c": Hostile(
        "import itertools\ndef run():\n    return sum(itertools.count())\n", "time-limit", "line 3 of katas/hostile"
    ),
    "endless_sleep": Hostile(
        "import time\ndef run():\n    while True: time.sleep(0.1)\n", "time-limit", "still running"
    ),
    "endless_in_a_process": Hostile(
        """\
        from multiprocessing import Process

        def spin():
            while True:
                pass

        def run():
            process = Process(target=spin, name="spinner")
            process.start()
            process.join()
        """,
        "time-limit",
        "spinner is at line",
    ),
    "traces": Hostile(
        """\
        import sys

        def trace(*_):
            return trace

        def run():
            sys.settrace(trace)
            while True:
                pass
        """,
        "time-limit",
    ),
    "ignores_signals_for_ever": Hostile(
        """\
        import signal

        def run():
            for number in range(1, signal.SIGRTMAX + 1):
                try:
                    signal.signal(number, signal.SIG_IGN)
                except (OSError, ValueError):
                    pass
            while True:
                pass
        """,
        "time-limit",
    ),
    "os_exit": Hostile("import os\ndef run(): os._exit(0)\n", "crash", "exit status 0"),
    "exits_while_imported": Hostile("import os\nos._exit(0)\n", "crash", "exit status 0"),
    "os_abort": Hostile("import os\ndef run():\n    os.abort()\n", "crash", "SIGABRT"),
    "wild_pointer": Hostile(
        "import ctypes\ndef run():\n    ctypes.string_at(1)\n",
        "crash",
        "line 3 of katas/hostile/wild_pointer.py: SIGSEGV",
    ),
    "kills_itself": Hostile("import os\ndef run(): os.kill(os.getpid(), 9)\n", "crash", "SIGKILL"),
    "kills_its_supervisor": Hostile("import os\ndef run(): os.kill(os.getppid(), 9)\n", "crash", "SIGKILL"),
    "sys_exit": Hostile("import sys\ndef run(): sys.exit(3)\n", "exception", "sys.exit(3)"),
    "interrupts": Hostile("def run(): raise KeyboardInterrupt\n", "exception", "KeyboardInterrupt"),
    "recursion": Hostile("def run():\n    return run()\n", "exception", "calls itself without end"),
    "fork_bomb": Hostile(
        "import os\ndef run():\n    while True:\n        os.fork()\n", "time-limit", "more than 100 processes"
    ),
    "fork_bomb_in_sessions": Hostile(
        """\
        import os

        def run():
            while True:
                try:
                    os.fork()
                    os.setsid()
                except OSError:
                    pass
        """,
        "time-limit",
        "more than 100 processes",
    ),
    "processes_without_end": Hostile(
        """\
        import time
        from multiprocessing import Process

        def run():
            while True:
                Process(target=time.sleep, args=(100,)).start()
        """,
        "time-limit",
        "more than 100 processes",
    ),
    "threads_without_end": Hostile(
        """\
        import threading

        def run():
            event = threading.Event()
            while True:
                threading.Thread(target=event.wait).start()
        """,
        "time-limit",
        "more than 500 threads",
    ),
    "ten_gigabytes": Hostile("def run():\n    return [0] * (10 << 27)\n", "out-of-memory", "on line 2"),
    "eats_memory": Hostile(
        "def run():\n    eaten = []\n    while True:\n        eaten.append(b'x' * (1 << 22))\n",
        "out-of-memory",
        "1,024 MB",
    ),
    "eats_memory_together": Hostile(
        """\
        import time
        from multiprocessing import Process

        def eat():
            eaten = b"x" * (400 << 20)
            time.sleep(100)

        def run():
            processes = [Process(target=eat) for _ in range(4)]
            for process in processes:
                process.start()
            for process in processes:
                process.join()
        """,
        "out-of-memory",
        "all processes together",
    ),
    "gigabyte_of_output": Hostile(
        "def run():\n    for _ in range(1000):\n        print('x' * (1 << 20))\n", "time-limit", "wrote more than 64 MB"
    ),
    "prints_for_ever": Hostile(
        "def run():\n    while True: print('again ' * 1000)\n", "time-limit", "wrote more than 64 MB"
    ),
    "fills_the_disk": Hostile(
        """\
        import tempfile

        def run():
            with tempfile.TemporaryFile() as file:
                for _ in range(1000):
                    file.write(b"x" * (1 << 20))
        """,
        "exception",
        "File too large",
    ),
    "opens_without_end": Hostile(
        "def run():\n    files = []\n    while True:\n        files.append(open(__file__))\n",
        "exception",
        "Too many open files",
    ),
    "closes_stdout": Hostile(
        "import sys\ndef run():\n    sys.stdout.close()\n    print('hello')\n", "exception", "closed"
    ),
    "closes_descriptors": Hostile(
        "import os\ndef run():\n    os.closerange(0, 512)\n    raise LookupError\n", "exception"
    ),
    "asks": Hostile("def run(): return input()\n", "exception", "Specs answer no questions"),
    "own_session": Hostile(
        """\
        import os, time

        def run():
            if not os.fork():
                os.setsid()
                time.sleep(100)
                os._exit(0)
        """,
        "leftover",
        "still there",
    ),
    "forks_twice": Hostile(
        """\
        import os, signal, time

        def run():
            pid = os.fork()
            if not pid:
                os.setsid()
                signal.signal(signal.SIGTERM, signal.SIG_IGN)
                if not os.fork():
                    time.sleep(100)
                os._exit(0)
            os.waitpid(pid, 0)
        """,
        "leftover",
        "still there",
    ),
    "comes_back_twice": Hostile("import os\ndef run(): os.fork()\n", "leftover", "copy"),
    "ignores_terminate": Hostile(
        """\
        import signal, time
        from multiprocessing import Event, Process

        def stay(ready):
            signal.signal(signal.SIGTERM, signal.SIG_IGN)
            ready.set()
            time.sleep(100)

        def run():
            ready = Event()
            process = Process(target=stay, args=(ready,), name="stubborn")
            process.start()
            ready.wait()
            process.terminate()
        """,
        "leftover",
        "stubborn",
    ),
    "stopped": Hostile(
        """\
        import os, signal, time
        from multiprocessing import Process

        def run():
            process = Process(target=time.sleep, args=(100,), name="halted")
            process.start()
            os.kill(process.pid, signal.SIGSTOP)
            process.join()
        """,
        "deadlock",
        "halted was stopped by a signal",
    ),
    "starts_a_program": Hostile(
        "import subprocess\ndef run(): subprocess.Popen(['sleep', '100'])\n", "leftover", "sleep"
    ),
    "shared_memory": Hostile(
        """\
        from multiprocessing.shared_memory import SharedMemory

        def run():
            SharedMemory(create=True, size=1000).close()
        """,
        "leftover",
        "shared memory",
    ),
    "spawned_lock": Hostile(
        """\
        import multiprocessing, os

        def run():
            context = multiprocessing.get_context("spawn")
            locks = [context.Lock() for _ in range(5)]
            os.abort()
        """,
        "crash",
        "SIGABRT",
    ),
    "temporary_files": Hostile(
        "import tempfile\ndef run():\n    tempfile.mkstemp()\n    tempfile.mkdtemp()\n    assert False\n", "assertion"
    ),
    "changes_directory": Hostile(
        "import os\ndef run():\n    os.chdir('/')\n    assert False, 'away'\n", "assertion", "away"
    ),
    "deletes_itself": Hostile(
        "import os\ndef run():\n    os.remove(__file__)\n    raise LookupError('gone')\n", "exception", "gone"
    ),
    "changes_the_environment": Hostile(
        "import os\ndef run():\n    os.environ.clear()\n    assert False\n", "assertion"
    ),
}

#: All have one spec file, since each spec has a process of its own; after each comes one that is harmless.
HEAD: Final = f"""\
import importlib, os
import pytest

pytestmark = pytest.mark.real


def harmless(printed):
    assert printed.text == ""
    assert os.getcwd() == os.environ[{MARK!r}]


def run(name):
    importlib.import_module(f"katas.hostile.{{name}}").run()

"""
SPEC: Final = """
def test_{name}(kata):
    run({name!r})


def test_after_{name}(printed):
    harmless(printed)

"""

ENDLESS: Final = {
    name for name in HOSTILE if name.startswith("endless") or name in ("traces", "ignores_signals_for_ever")
}


#: With a spec file of their own: what harms its supervisor, or must be imported by it.
_ALONE: Final = {"exits_while_imported", "kills_its_supervisor"}


@pytest.fixture(scope="module")
def session(tmp_path_factory: pytest.TempPathFactory) -> Answer:
    """One session over all of it, with a harmless kata before and after; what never ends has one with a short bound."""
    quick = _session(tmp_path_factory, HOSTILE.keys() - ENDLESS, "60")
    bounded = _session(tmp_path_factory, ENDLESS, "2")
    assert quick.status == bounded.status
    return Answer(
        quick.status,
        quick.output + bounded.output,
        quick.verdicts | bounded.verdicts,
        quick.outcomes | bounded.outcomes,
        quick.texts | bounded.texts,
    )


def _session(factory: pytest.TempPathFactory, names: Iterable[str], time_limit: str) -> Answer:
    project = Project(factory.mktemp("hostile"))
    project.write("conftest.py", CONFTEST)
    harmless = "import pytest\n\n\n@pytest.mark.real\ndef test_{name}(kata):\n    kata.run()\n"
    for name in ("aaa", "zzz"):
        project.exercise(f"{name}/harmless", "def run(): pass\n", harmless.format(name=name))
    for name in _ALONE & set(names):
        spec = HEAD + SPEC.format(name=name).replace(f"run({name!r})", "kata.run()")
        project.exercise(f"hostile/{name}", HOSTILE[name].code, spec)
    for name in names:
        project.write(f"katas/hostile/{name}.py", HOSTILE[name].code)
    project.exercise("hostile/all", "", HEAD + "".join(SPEC.format(name=name) for name in names if name not in _ALONE))
    before = _shared_by_the_dead()
    answer = project.run("--time-limit", time_limit, timeout=300, environment={MARK: str(project.root)})
    assert _processes(str(project.root)) == []
    assert _shared_by_the_dead() - before == set()
    assert list((project.root / ".temporary").glob("kata-*")) == []
    return answer


def _shared_by_the_dead() -> set[str]:
    """Names of semaphores and shared memory of supervisors that are no more."""
    names = [path.name for path in Path("/dev/shm").iterdir()] if Path("/dev/shm").is_dir() else []
    owners = {name: found[1] for name in names if (found := re.match(r"(?:sem\.)?k([0-9a-f]+)g", name))}
    return {name for name, owner in owners.items() if not psutil.pid_exists(int(owner, 16))}


def _processes(root: str) -> list[psutil.Process]:
    """The processes that a session has left behind."""
    found = []
    for process in psutil.process_iter():
        try:
            if process.status() != psutil.STATUS_ZOMBIE and process.environ().get(MARK) == root:
                found.append(process)
        except psutil.Error:
            continue
    return found


@pytest.mark.parametrize("name", HOSTILE)
def test_its_spec_fails_with_its_verdict(session: Answer, name: str) -> None:
    """A failure, never an error or a pass, and it says what happened."""
    text = " ".join(session.texts.get(f"test_{name}", "").split())
    assert session.outcomes[f"test_{name}"] == "failed"
    assert session.verdicts[f"test_{name}"] == HOSTILE[name].verdict, text
    assert HOSTILE[name].says in text


@pytest.mark.parametrize("name", HOSTILE)
def test_the_report_shows_nothing_of_the_machinery(session: Answer, name: str) -> None:
    """No frame of the engine, of the plugin or of pytest."""
    for inner in ("plugins/simulation", "plugins/kata", "plugins/real", "_pytest", "pluggy"):
        assert inner not in session.texts[f"test_{name}"]


@pytest.mark.parametrize("name", sorted(HOSTILE.keys() - {"exits_while_imported"}))
def test_its_neighbour_passes(session: Answer, name: str) -> None:
    """The spec after it is as it would be alone."""
    assert session.outcomes[f"test_after_{name}"] == "passed"


def test_the_session_goes_on(session: Answer) -> None:
    """Everything was run and is counted, and the exit status is pytest's for failed tests."""
    assert session.status == 1
    assert session.outcomes["test_aaa"] == "passed"
    assert session.outcomes["test_zzz"] == "passed"
    assert len(session.outcomes) == 2 + 2 * len(HOSTILE)


def test_a_session_that_is_killed(tmp_path: Path) -> None:
    """The kernel ends its processes."""
    project = Project(tmp_path)
    project.write("conftest.py", CONFTEST)
    project.exercise(
        "a/x",
        """\
        import os, time
        from multiprocessing import Process

        def stay(pipe):
            os.close(os.open(pipe, os.O_WRONLY))
            time.sleep(1000)

        def run(pipe):
            process = Process(target=stay, args=(pipe,))
            process.start()
            process.join()
        """,
        "import pytest\n\n\n@pytest.mark.real\ndef test_stays(kata):\n    kata.run('up')\n",
    )
    os.mkfifo(tmp_path / "up")
    mark = str(tmp_path)
    killed = subprocess.Popen(
        [sys.executable, "-m", "pytest", "-q"],
        cwd=tmp_path,
        env=project.environment | {MARK: mark},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    (tmp_path / "up").read_bytes()
    killed.kill()
    killed.wait()
    assert wait_until(lambda: _processes(mark) == [])


def wait_until(condition: Callable[[], bool]) -> bool:
    """Return whether *condition* becomes true within a minute."""
    deadline = time.monotonic() + 60
    while not condition():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.01)
    return True


def test_folders_of_the_dead_are_swept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A run whose supervisor was killed leaves a folder, which the next supervisor removes; those in use stay."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    used, dead, young = Folder(), Folder(), Folder()
    for folder in (dead, young):
        os.close(folder._lock or 0)
    for folder in (used, dead):
        os.utime(folder.path, (0, 0))
    sweep()
    assert [Path(folder.path).exists() for folder in (used, dead, young)] == [True, False, True]
    used.close()
    assert not Path(used.path).exists()


def test_names_of_the_dead_are_swept() -> None:
    """Semaphores and shared memory whose supervisor is no more are removed by the next one; those in use stay."""
    gone = subprocess.Popen([sys.executable, "-S", "-c", ""])
    gone.wait()
    names = [f"{ending.prefix_of(pid)}-test" for pid in (gone.pid, os.getpid())]
    for name in names:
        Path("/dev/shm", name).touch()
    try:
        ending.sweep_after_the_dead()
        assert [Path("/dev/shm", name).exists() for name in names] == [False, True]
    finally:
        Path("/dev/shm", names[1]).unlink()
