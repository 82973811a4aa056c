"""For tests: explore a small program given as text, in this process."""

from __future__ import annotations

import tempfile
import textwrap
from pathlib import Path
from typing import TYPE_CHECKING, Any

from plugins.simulation.job import FILE, Job, explore_here

if TYPE_CHECKING:
    from plugins.simulation.result import Result


def explore_text(folder: Path, text: str, *, schedules: int = 200, **options: Any) -> Result:
    """Write *text* as a program into *folder* and explore it.

    :param options: fields of `Job`.
    """
    # In a folder of its own, since a module is rewritten once for each path.
    path = Path(tempfile.mkdtemp(dir=folder)) / "program.py"
    path.write_text(textwrap.dedent(text), encoding="utf-8")
    return explore_here(Job(FILE, str(path), schedules=schedules, **options))


THREADS = """
def together(*functions):
    threads = [threading.Thread(target=f, name=f.__name__) for f in functions]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
"""
