"""One hostile submission does not disturb another: all of these are in one class, graded by two workers.

Were one of them able to harm the session, the others would tell.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Final

import pytest

from tests.class_project import RIGHT, ClassProject

if TYPE_CHECKING:
    from pathlib import Path

    from tests.kata_project import Answer

pytestmark = pytest.mark.once

#: For each person the code, and the verdict that the specs must get which call it.
HOSTILE: Final[dict[str, tuple[str | bytes, str]]] = {
    "os_exit": ("import os\ndef give(): os._exit(0)\n", "crash"),
    "endless": ("import itertools\ndef give(): return sum(itertools.count())\n", "time-limit"),
    "memory": ("def give():\n    return [0] * (10 << 27)\n", "out-of-memory"),
    "fork_bomb": ("import os\ndef give():\n    while True: os.fork()\n", "unsupported"),
    "prints": ("def give():\n    print('x' * 50_000_000)\n    return 1\n", "time-limit"),
    "half_characters": ("def give():\n    print('\\ud800')\n    raise ValueError('\\udcff')\n", "exception"),
    "syntax": ("def give(:\n", "syntax-error"),
    "utf16": (RIGHT.encode("utf-16"), "syntax-error"),
    "not_utf8": (b"def give():\n    return '\xff'\n", "syntax-error"),
    "large": ("x = 1\n" * 300_000, "syntax-error"),
    "deletes_everything": (
        "import os, shutil\ndef give():\n    shutil.rmtree(os.path.abspath(__file__ + '/../../..'))\n    return 1\n",
        "exception",
    ),
    "overwrites": (
        "from pathlib import Path\ndef give():\n    Path(__file__).write_text('')\n    return 1\n",
        "exception",
    ),
    "renames": (
        "import os\ndef give():\n    os.rename(__file__ + '/../..', __file__ + '/../../../x')\n",
        "exception",
    ),
    "ends_its_parent": ("import os\ndef give():\n    os.kill(os.getppid(), 9)\n    return 1\n", "exception"),
    "ends_its_parent_in_c": (
        "import ctypes, os\ndef give():\n    ctypes.CDLL(None).kill(os.getppid(), 9)\n    return 1\n",
        "crash",
    ),
    "patches": (
        "import threading\nthreading.Thread.start = None\ndef give():\n    return 0 / 0\n",
        "exception",
    ),
}
#: Names and files that are odd, and right.
ODD: Final = ("Ada Lovelace-B. (2)", "Žofie Ωmega 李", "-dash.and.dots..", "a[1]::b%", "two\nlines")
CALLING: Final = ("test_a[{}]", "test_c[{}][1]", "test_c[{}][x-y]")


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> ClassProject:
    """The class."""
    made = ClassProject(tmp_path_factory.mktemp("hostile"))
    for person, (code, _) in HOSTILE.items():
        made.hand_in(person, code)
    for person in ("aaa", "zzz", *ODD):
        made.hand_in(person)
    made.hand_in("marked", b"\xef\xbb\xbf" + RIGHT.encode())
    made.hand_in("latin", "# coding: latin-1\ndef give():\n    return len('é')\n".encode("latin-1"))
    for person, value in (("sibling", 1), ("sibling_of_another", 2)):
        made.hand_in(person, "from .helper import x\ndef give(): return x\n")
        made.hand_in(person, f"x = {value}\n", "mixed/helper.py")
    folder = made.folder
    (folder / "empty").mkdir()
    for person in ("link", "loop", "pipe", "directory"):
        (folder / person / "mixed").mkdir(parents=True)
    (folder / "link" / "mixed" / "one.py").symlink_to(folder / "aaa" / "mixed" / "one.py")
    (folder / "loop" / "mixed" / "one.py").symlink_to("one.py")
    os.mkfifo(folder / "pipe" / "mixed" / "one.py")
    (folder / "directory" / "mixed" / "one.py").mkdir()
    made.hand_in("a_file_for_a_folder", "", "mixed")
    made.hand_in("elsewhere", RIGHT, "my_katas/mixed/one.py")
    (folder / "linked").symlink_to(folder / "aaa")
    (folder / "notes.txt").touch()
    return made


@pytest.fixture(scope="module")
def session(project: ClassProject) -> Answer:
    """The session, after which every file is as it was."""
    before = _state(project.folder)
    answer = project.run(
        "katas",
        f"--submissions={project.folder}",
        *("-n", "2", "--time-limit", "20", "--submission-time-limit", "2.5"),
        timeout=300,
    )
    assert answer.status == pytest.ExitCode.TESTS_FAILED, answer.output
    assert _state(project.folder) == before
    return answer


def _state(folder: Path) -> dict[str, bytes]:
    files = (path for path in folder.rglob("*") if "__pycache__" not in path.parts)
    return {str(path): path.read_bytes() if path.is_file() else b"" for path in files}


@pytest.mark.parametrize("person", HOSTILE)
def test_its_specs_get_their_verdict(session: Answer, person: str) -> None:
    """Each fails for what it does."""
    verdicts = {session.verdicts[spec.format(person)] for spec in CALLING}
    # What has used the time of its submission meanwhile is not run, and says so.
    assert session.verdicts[CALLING[0].format(person)] == HOSTILE[person][1]
    assert verdicts <= {HOSTILE[person][1], "time-limit"}


@pytest.mark.parametrize(
    "person",
    [
        *("aaa", "zzz", "linked", "marked", "latin", "sibling"),
        *("Ada Lovelace-B. (2)", "Žofie Ωmega 李", "-dash.and.dots..", "a%5B1%5D%3A%3Ab%25", "two%0Alines"),
    ],
)
def test_the_others_pass(session: Answer, person: str) -> None:
    """Whatever they are called, and whoever came before them."""
    assert {session.outcomes[spec.format(person)] for spec in (*CALLING, "test_b[{}]")} == {"passed"}


def test_siblings_are_ones_own(session: Answer) -> None:
    """A file of the same name beside another person's is another module."""
    assert session.verdicts["test_a[sibling_of_another]"] == "assertion"


@pytest.mark.parametrize(
    ("person", "said"),
    [
        ("empty", "there is no file"),
        ("link", "is a symbolic link that leads out of the submission"),
        ("loop", "cannot be read"),
        ("pipe", "is no regular file"),
        ("directory", "is no regular file"),
        ("a_file_for_a_folder", "cannot be read: Not a directory"),
        ("elsewhere", "my_katas/mixed/one.py, which is not where it is looked for"),
    ],
)
def test_what_is_not_there_is_missing(session: Answer, person: str, said: str) -> None:
    """It says what is so, without waiting and without reading anything else."""
    assert session.verdicts[f"test_a[{person}]"] == "missing"
    # The page breaks lines where it must, in paths too.
    assert "".join(said.split()) in "".join(session.texts[f"test_a[{person}]"].split())


def test_everything_is_counted(session: Answer, project: ClassProject) -> None:
    """Four specs for each folder."""
    people = [path for path in project.folder.iterdir() if path.is_dir()]
    assert len(session.outcomes) == 4 * len(people)
    assert "left out, since they are no folders: notes.txt" in session.output
