"""A class whose katas run on the real machine: each is judged as alone, and none of them reaches another one.

Were one of them able to harm the session, the others would tell.
"""

from __future__ import annotations

import textwrap
import uuid
from typing import TYPE_CHECKING, Final

import psutil
import pytest

from plugins.real import kernel
from tests.class_project import ClassProject

if TYPE_CHECKING:
    from tests.kata_project import Answer

pytestmark = [
    pytest.mark.once,
    pytest.mark.skipif(not kernel.KNOWN, reason="what nobody can miss is in the kernel's tables, on Linux"),
]

RIGHT: Final = """\
    from multiprocessing import Pipe, Process

    def work(end):
        end.send(1)

    def give():
        ours, theirs = Pipe()
        process = Process(target=work, args=(theirs,))
        process.start()
        process.join()
        return ours.recv()
    """
SPEC: Final = """\
    import pytest

    pytestmark = pytest.mark.real

    @pytest.mark.parametrize("n", [1, 2])
    def test_a(kata, n):
        assert kata.give() == 1
    """
_DAEMON: Final = """\
    import os, signal, time

    def give():
        if not os.fork():
            os.setsid()
            signal.signal(signal.SIGTERM, signal.SIG_IGN)
            if os.fork():
                os._exit(0)
            time.sleep(1000)
        os.wait()
        return 1
    """
#: For each person the code, and the verdict of the specs.
CLASS: Final[dict[str, tuple[str, str]]] = {
    "aaa": (RIGHT, "ok"),
    "wrong": (RIGHT.replace("send(1)", "send(2)"), "assertion"),
    "stuck": (RIGHT.replace("end.send(1)", "pass"), "deadlock"),
    "thread": (
        """\
        import threading

        def give():
            thread = threading.Thread(target=lambda: 1 / 0)
            thread.start()
            thread.join()
        """,
        "exception",
    ),
    "fork_bomb": ("import os\ndef give():\n    while True: os.fork()\n", "time-limit"),
    "fork_bomb_of_processes": (
        """\
        from multiprocessing import Process

        def give():
            while True:
                Process(target=give).start()
        """,
        "time-limit",
    ),
    "daemon": (_DAEMON, "leftover"),
    "ends_its_parent": ("import os\ndef give():\n    os.kill(os.getppid(), 9)\n    return 1\n", "exception"),
    "ends_its_parents_in_c": (
        """\
        import ctypes, os, time
        from multiprocessing import Process

        def above(pid):
            with open(f"/proc/{pid}/stat") as file:
                return int(file.read().rpartition(")")[2].split()[1])

        def end(pid):
            ctypes.CDLL(None).kill(pid, 9)

        def give():
            process = Process(target=end, args=(above(os.getpid()),))
            process.start()
            time.sleep(100)
        """,
        "crash",
    ),
    "zzz": (RIGHT, "ok"),
}
#: Who uses up the time of the submission.
SLOW: Final = "import time\ndef give():\n    time.sleep(100)\n"


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> ClassProject:
    """The class."""
    made = ClassProject(tmp_path_factory.mktemp("real"))
    plugins = ("plugins.kata.plugin", "plugins.real.plugin", "plugins.submissions.plugin", "plugins.report")
    made.write("conftest.py", f"pytest_plugins = {plugins!r}\n")
    made.exercise("mixed/two", "def give():\n    raise NotImplementedError\n", SPEC)
    for person, (code, _) in CLASS.items():
        made.hand_in(person, textwrap.dedent(code), "mixed/two.py")
    return made


@pytest.fixture(scope="module")
def session(project: ClassProject) -> Answer:
    """The session, of which nobody is left."""
    return _judged(project, "katas/mixed/test_two.py", f"--submissions={project.folder}", "-n", "2")


def _judged(project: ClassProject, *arguments: str) -> Answer:
    mark = uuid.uuid4().hex
    answer = project.run(*arguments, timeout=200, environment={"CLASS": mark})
    left = [process for process in psutil.process_iter() if _of(process, mark)]
    assert not left
    return answer


def _of(process: psutil.Process, mark: str) -> bool:
    try:
        return bool(process.environ().get("CLASS") == mark)
    except psutil.Error:
        return False


@pytest.mark.parametrize("person", CLASS)
def test_each_gets_his_verdict(session: Answer, person: str) -> None:
    """Whoever else is in the class, and whatever becomes of him."""
    assert {session.verdicts[f"test_a[{person}][{n}]"] for n in (1, 2)} == {CLASS[person][1]}, session.output


@pytest.mark.parametrize("person", ["stuck", "thread"])
def test_it_is_told_as_to_himself(session: Answer, project: ClassProject, person: str) -> None:
    """With `--submission` the same person reads the same page."""
    alone = project.run("katas/mixed/test_two.py", "--submission", str(project.folder / person))
    for n in (1, 2):
        assert alone.verdicts[f"test_a[{n}]"] == CLASS[person][1]
        assert alone.texts[f"test_a[{n}]"].splitlines()[0] == session.texts[f"test_a[{person}][{n}]"].splitlines()[0]


def test_the_bound_of_a_submission(tmp_path_factory: pytest.TempPathFactory, project: ClassProject) -> None:
    """It ends a run on the real machine in its midst, with all that belongs to it; what comes after it is not run."""
    made = ClassProject(tmp_path_factory.mktemp("slow"))
    made.write("conftest.py", (project.root / "conftest.py").read_text("utf-8"))
    made.exercise("mixed/two", "", SPEC)
    made.hand_in("slow", SLOW, "mixed/two.py")
    made.hand_in("right", textwrap.dedent(RIGHT), "mixed/two.py")
    answer = _judged(made, "katas/mixed/test_two.py", f"--submissions={made.folder}", "--submission-time-limit", "1")
    assert {answer.verdicts[f"test_a[slow][{n}]"] for n in (1, 2)} == {"time-limit"}
    assert {answer.verdicts[f"test_a[right][{n}]"] for n in (1, 2)} == {"ok"}
    assert "not run" in answer.texts["test_a[slow][2]"]
