"""Workers on other machines, as docs/grading.md describes them: a socket server of execnet on the loopback."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.class_project import RIGHT, ClassProject
from tests.kata_project import REPOSITORY

pytestmark = pytest.mark.once


def test_a_worker_behind_a_socket(tmp_path: Path) -> None:
    """It judges in its own checkout, beside a worker of this machine; nothing is copied there."""
    project = ClassProject(tmp_path)
    project.hand_in("ada", RIGHT)
    project.hand_in("bob", "def give():\n    return 2\n")
    shutil.move(project.folder, project.root / "submissions")
    other = tmp_path / "other"
    shutil.copytree(project.root, other)
    before = {path.name for path in other.iterdir()}
    command = [sys.executable, "-u", "-m", "execnet.script.socketserver", "127.0.0.1:0"]
    with subprocess.Popen(command, cwd=other, env=project.environment, stdout=subprocess.PIPE, text=True) as server:
        try:
            assert server.stdout is not None
            listening = re.search(r"\('127\.0\.0\.1', (\d+)\)", server.stdout.readline())
            assert listening is not None
            answer = project.run(
                *("-o", "testpaths=katas/mixed", "--submissions=submissions", "-d"),
                *("--tx", "popen", "--tx", f"socket=127.0.0.1:{listening[1]}//chdir={other}", "-v"),
            )
        finally:
            server.kill()
    assert answer.status == 1, answer.output
    assert answer.verdicts["test_a[bob]"] == "assertion"
    assert len(answer.outcomes) == 8
    assert {worker for worker in ("[gw0]", "[gw1]") if worker in answer.output} == {"[gw0]", "[gw1]"}
    assert {path.name for path in other.iterdir()} - before <= {".submissions_cache", ".pytest_cache", "__pycache__"}


def test_the_document_says_what_was_tried() -> None:
    """The options of the example are those of the test above."""
    text = Path(REPOSITORY, "docs", "grading.md").read_text(encoding="utf-8")
    assert "python -m execnet.script.socketserver 127.0.0.1:8888" in text
    assert re.search(r"pytest -o testpaths=\S+ --submissions=\S+ -d --tx \S*popen --tx socket=\S+//chdir=\S+", text)
