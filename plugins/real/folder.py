"""The folder for a run's temporary files: gone with the run, or, if its supervisor was killed, with the next one.

Who works with a folder holds a lock on it (flock(2)), and so do all processes that come from it; the kernel gives the
lock back when the last one is gone. So a folder without a lock is nobody's, whichever container its owner lived in.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import tempfile
import time
from pathlib import Path
from typing import Final

_PREFIX: Final = "kata-"
#: Seconds in which a new folder gets its lock.
_YOUNG: Final = 60.0


class Folder:
    """A temporary folder.

    :ivar path: where it lies.
    """

    _swept = False

    def __init__(self) -> None:
        if not Folder._swept:
            Folder._swept = True
            sweep()
        self.path: Final = tempfile.mkdtemp(prefix=_PREFIX)
        self._lock = _lock(self.path)

    def close(self) -> None:
        """Remove it, with what is in it."""
        if self._lock is not None:
            os.close(self._lock)
        shutil.rmtree(self.path, ignore_errors=True)


def sweep() -> None:
    """Remove the folders of runs whose processes are all gone."""
    for path in Path(tempfile.gettempdir()).glob(f"{_PREFIX}*"):
        with contextlib.suppress(OSError):
            info = path.lstat()
            if not path.is_dir() or info.st_uid != os.getuid() or time.time() - info.st_mtime < _YOUNG:
                continue
            if (lock := _lock(str(path))) is not None:
                os.close(lock)
                shutil.rmtree(path, ignore_errors=True)


def _lock(path: str) -> int | None:
    """Return a descriptor that holds the lock on the folder *path*; None if somebody else does."""
    import fcntl

    file = os.open(path, os.O_RDONLY)
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        os.close(file)
        return None
    return file
