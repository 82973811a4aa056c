"""For tests: explore a small program given as text, in this process."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING, Any

from plugins.simulation.job import FILE, Job, explore_here

if TYPE_CHECKING:
    from pathlib import Path

    from plugins.simulation.result import Result


def explore_text(folder: Path, text: str, *, schedules: int = 200, **options: Any) -> Result:
    """Write *text* as a program into *folder* and explore it.

    :param options: fields of `Job`.
    """
    program = textwrap.dedent(text)
    # A file for each text, since a module is rewritten once for each path.
    names = ("program.py", *(f"program_{number}.py" for number in range(2, 1000)))
    path = next(path for path in map(folder.joinpath, names) if not path.exists() or path.read_text("utf-8") == program)
    path.write_text(program, encoding="utf-8")
    return explore_here(Job(FILE, str(path), schedules=schedules, **options))


THREADS = """
def together(*functions):
    threads = [threading.Thread(target=f, name=f.__name__) for f in functions]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
"""
