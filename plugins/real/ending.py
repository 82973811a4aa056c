"""How a run ends: every process of its tree, every name in shared memory, and what it wrote is read.

A process group is ended in one step by the kernel, so that a program that forks faster than anybody looks does not get
away; then those that left the group, one by one, until nobody is left. Orphans have become ours, so they are found.
"""

from __future__ import annotations

import contextlib
import os
import re
import signal
import time
from pathlib import Path
from typing import TYPE_CHECKING, Final

from plugins.real import kernel
from plugins.simulation.child_family import end_family

if TYPE_CHECKING:
    from collections.abc import Iterable

    from plugins.real.records import OpenFile

_ROUNDS: Final = 500
_BETWEEN_ROUNDS: Final = 0.001
_MOST_BETWEEN_ROUNDS: Final = 0.02
_SHARED: Final = Path("/dev/shm")  # noqa: S108 - where Linux keeps the names of shared memory, no temporary file
_OWNER: Final = re.compile(r"(?:sem\.)?k([0-9a-f]+)g")
#: How much of the output is kept, in bytes: its beginning, its end.
_HEAD, _TAIL = 4_000, 12_000


def end_tree(root: int, *, reaped: bool, others: frozenset[int]) -> None:
    """End the process *root* and all that descend from it, and wait for them.

    :param reaped: its status was taken already, so the number may be somebody else's by now.
    :param others: children of this process that have nothing to do with it.
    """
    if not kernel.KNOWN:
        end_family(root, spare_root=reaped)
        if not reaped:
            with contextlib.suppress(ChildProcessError):
                os.waitpid(root, 0)
        return
    with contextlib.suppress(OSError):
        os.killpg(root, signal.SIGKILL)
    pause = _BETWEEN_ROUNDS
    for _ in range(_ROUNDS):
        found = kernel.descendants(os.getpid(), others)
        if not found:
            return
        for pid in found:
            with contextlib.suppress(OSError):
                os.kill(pid, signal.SIGKILL)
            with contextlib.suppress(ChildProcessError):
                os.waitpid(pid, os.WNOHANG)
        if kernel.descendants(os.getpid(), others):
            time.sleep(pause)
            pause = min(2 * pause, _MOST_BETWEEN_ROUNDS)


def sweep(prefix: str, names: Iterable[str]) -> None:
    """Remove the semaphores and the shared memory of a run that has ended.

    :param prefix: what their names begin with.
    :param names: further names.
    """
    for name in list_shared(prefix, names):
        with contextlib.suppress(OSError):
            (_SHARED / name).unlink()


def sweep_after_the_dead() -> None:
    """Remove what runs have left whose supervisors were killed: their names tell whose they were."""
    if not _SHARED.is_dir():
        return
    for path in _SHARED.iterdir():
        owner = _OWNER.match(path.name)
        with contextlib.suppress(OSError):
            if owner and not Path(f"/proc/{int(owner[1], 16)}").exists() and path.stat().st_uid == os.getuid():
                path.unlink()


def prefix_of(supervisor: int) -> str:
    """Return what the names of a run's semaphores and shared memory begin with.

    At most nine letters, for the names of shared memory are short; the last one is no digit.

    :param supervisor: the number of its supervisor.
    """
    return f"k{supervisor:x}g"


def list_shared(prefix: str, names: Iterable[str] = ()) -> list[str]:
    """Return which of a run's names are still there."""
    if not _SHARED.is_dir():
        return []
    begins = (prefix, f"sem.{prefix}")
    wanted = {name.lstrip("/") for name in names}
    return [name for name in os.listdir(_SHARED) if name.startswith(begins) or name in wanted]


def text_of(file: OpenFile) -> str:
    """Return the text in *file*, without its middle if that is long."""
    size = file.size
    if size <= _HEAD + _TAIL:
        return file.read(0, size).decode("utf-8", "replace")
    left_out = size - _HEAD - _TAIL
    head, tail = file.read(0, _HEAD), file.read(size - _TAIL, _TAIL)
    return f"{head.decode('utf-8', 'replace')}\n[{left_out:,} bytes left out]\n{tail.decode('utf-8', 'replace')}"
