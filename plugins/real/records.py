"""What the processes of a run note down, for the supervisor to read: one line of JSON each, in a file.

A file and no pipe, because writing to it never waits, whoever reads or does not; because what was written survives the
death of its writer in whatever way; and because appending is one step of the operating system, so that many processes
can write. Where `/proc` is, the file has no name that somebody could find or that could be left behind; processes open
it anew for each record, so a program that closes all descriptors does not lose it.

Rejected: a pipe or socket, in which a process can be stuck; `multiprocessing.Queue`, which the programs under test are
about.
"""

from __future__ import annotations

import contextlib
import errno
import json
import os
import tempfile
from pathlib import Path
from typing import IO, Any, Final

#: The environment variable that tells a process where its run's records go.
VARIABLE: Final = "KATAS_RUN"
#: The one that tells it where faulthandler writes.
STACKS: Final = "KATAS_RUN_STACKS"
#: Records are short; one that is not was made by a program that wants to fill the disk.
_LONGEST: Final = 1 << 20
#: Bytes that are read at once: more than the longest record.
_AT_ONCE: Final = 4 << 20


def write(path: str, kind: str, **fields: Any) -> None:
    """Append a record to the file at *path*; silently nothing if that is gone, for then nobody reads it."""
    line = json.dumps({"kind": kind, "pid": os.getpid(), **fields}, default=repr, check_circular=False)
    if len(line) > _LONGEST:
        line = json.dumps({"kind": kind, "pid": os.getpid(), "cut": line[: _LONGEST // 4]})
    with contextlib.suppress(OSError):
        file = _open(path)
        try:
            os.write(file, line.encode() + b"\n")
        finally:
            os.close(file)


def _open(path: str) -> int:
    try:
        return os.open(path, os.O_WRONLY | os.O_APPEND)
    except OSError as error:
        if error.errno != errno.EMFILE:
            raise
    # The program has used up its files, which is just what is to be noted.
    import resource

    hard = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    return os.open(path, os.O_WRONLY | os.O_APPEND)


class OpenFile:
    """A file that many processes write to and its owner reads; it is gone when it is closed.

    :param folder: the folder that it lies in, where it has a name; None for the common one of temporary files.
    :ivar path: where processes find it, for as long as its owner lives.
    """

    def __init__(self, folder: str | None = None) -> None:
        self._named = not Path("/proc/self/fd").is_dir()
        self.file: IO[bytes] = (
            tempfile.NamedTemporaryFile("a+b", buffering=0, dir=folder)  # noqa: SIM115 - closed by `close`
            if self._named
            else tempfile.TemporaryFile("a+b", buffering=0, dir=folder)  # noqa: SIM115 - as the other
        )
        self.path: Final = self.file.name if self._named else f"/proc/{os.getpid()}/fd/{self.file.fileno()}"
        self._read = 0

    @property
    def size(self) -> int:
        """How many bytes have been written."""
        return os.fstat(self.file.fileno()).st_size

    def read(self, start: int, size: int) -> bytes:
        """Return a piece; nobody's position in the file changes."""
        return os.pread(self.file.fileno(), size, start)

    def new_lines(self) -> list[bytes]:
        """Return lines that are complete and were not returned before; of many not all at once."""
        size = self.size
        if size == self._read:
            return []
        piece = self.read(self._read, min(size - self._read, _AT_ONCE))
        end = piece.rfind(b"\n") + 1
        self._read += end
        return piece[:end].splitlines()

    def close(self) -> None:
        """Let go of it."""
        self.file.close()


def parsed(lines: list[bytes]) -> list[dict[str, Any]]:
    """Return the records in *lines*; what is none was written by a program that has no business there."""
    found = []
    for line in lines:
        with contextlib.suppress(ValueError):
            record = json.loads(line)
            if isinstance(record, dict) and isinstance(record.get("kind"), str):
                found.append(record)
    return found
