"""What a submission must not do to its surroundings: change other people's files, or end other processes.

An audit hook in the process that runs a person's specs, and in its copies. What it refuses raises PermissionError where
the call stands, so that the person's own spec fails and says why. It holds against carelessness and against what
learners try; it is no wall against somebody who writes machine code. Whoever must expect that grades in a container.
Rejected: copies of all submissions, which are as easily found and deleted.
"""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import psutil

from plugins.simulation.language import _

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

_WRITING: Final = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
#: Audit events that change a file: at which places their arguments have its path and the folder that it is relative to.
_PATHS: Final[dict[str, tuple[tuple[int, int | None], ...]]] = {
    "os.remove": ((0, 1),),
    "os.rmdir": ((0, 1),),
    "os.mkdir": ((0, 2),),
    "os.rename": ((0, 2), (1, 3)),
    "os.link": ((0, 2), (1, 3)),
    "os.symlink": ((1, 2),),
    "os.truncate": ((0, None),),
    "os.chmod": ((0, 2),),
    "os.chown": ((0, 3),),
    "os.utime": ((0, 3),),
    "shutil.rmtree": ((0, 1),),
}
#: Files that are written by the machinery: compiled modules, and what coverage measures.
_OWN: Final = ("__pycache__", ".coverage")


class Guard:
    """Refuses what would reach others; `install` it once, it cannot be removed.

    :param protected: folders in which nothing may be changed.
    :param free: folders in which everything may, unless they hold or lie in a protected one.
    """

    def __init__(self, protected: Iterable[str], free: Iterable[str]) -> None:
        self._protected = tuple({os.path.realpath(folder) for folder in protected})
        self._free = tuple({os.path.realpath(folder) for folder in (*free, tempfile.gettempdir())} | {"/dev"})
        self._events: dict[str, Callable[[tuple[Any, ...]], None]] = {"open": self._open}
        self._events |= {"os.kill": self._kill, "os.killpg": self._kill_group}
        self._busy = False

    def install(self) -> None:
        """Begin."""
        sys.addaudithook(self._hook)

    def _hook(self, event: str, arguments: tuple[Any, ...]) -> None:
        if self._busy:
            return
        if (handler := self._events.get(event)) is not None:
            handler(arguments)
        elif (places := _PATHS.get(event)) is not None:
            for path, folder in places:
                base = -1 if folder is None or folder >= len(arguments) else arguments[folder]
                self._change(arguments[path], base, event)

    def _open(self, arguments: tuple[Any, ...]) -> None:
        path, _mode, flags = arguments
        if isinstance(flags, int) and flags & _WRITING:
            self._change(path, -1, "open")

    def _change(self, path: Any, base: Any, event: str) -> None:  # noqa: ANN401 - whatever a program gives
        if isinstance(path, int):
            return
        try:
            name = os.fsdecode(path)
        except TypeError:
            return
        if isinstance(base, int) and base >= 0:
            # Only Linux tells; elsewhere what is relative to an open folder was refused when the folder was asked for.
            name = os.path.join(os.path.realpath(f"/proc/self/fd/{base}"), name)  # noqa: PTH118 - as text
        # The link itself is changed, and not what it leads to; but its folder may be reached by links.
        head, tail = os.path.split(os.path.abspath(name))  # noqa: PTH100 - as text
        place = os.path.realpath(name) if event in ("open", "os.truncate") else f"{os.path.realpath(head)}/{tail}"
        if any(part.startswith(_OWN) for part in Path(place).parts[-2:]):
            return
        for folder in self._protected:
            if _inside(place, folder) or (event != "open" and _inside(folder, place)):
                raise PermissionError(
                    _("a submission may not change {place!r}: only temporary folders are its own", place=place)
                )
        if not any(_inside(place, folder) for folder in self._free):
            raise PermissionError(
                _("a submission may not change {place!r}: only temporary folders are its own", place=place)
            )

    def _kill(self, arguments: tuple[Any, ...]) -> None:
        pid = arguments[0]
        own = os.getpid()
        if pid in (own, 0) or (pid < -1 and -pid == os.getpgrp()):
            return
        if pid > 0 and self._descends(pid, own):
            return
        raise PermissionError(_("a submission may not send a signal to process {pid}: it is not its own", pid=pid))

    def _kill_group(self, arguments: tuple[Any, ...]) -> None:
        group = arguments[0]
        if group in (0, os.getpgrp()) or self._descends(group, os.getpid()):
            return
        raise PermissionError(
            _("a submission may not send a signal to the processes of group {group}: not its own", group=group)
        )

    def _descends(self, pid: int, ancestor: int) -> bool:
        self._busy = True
        try:
            return ancestor in (parent.pid for parent in psutil.Process(pid).parents())
        except psutil.Error:
            # There is no such process: the call says so itself.
            return not psutil.pid_exists(pid)
        finally:
            self._busy = False


def _inside(path: str, folder: str) -> bool:
    return path == folder or path.startswith(folder.rstrip(os.sep) + os.sep)
