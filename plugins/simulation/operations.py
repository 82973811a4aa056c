"""Visible operations: what threads do that others can notice, and so what strategies choose between.

An operation is a kind, the object it is about, and a key in that object. By these strategies tell which operations
depend on each other (`happens_before.py`); what an operation does is not looked at here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Callable

#: A visible operation, for strategies that reason about them: (kind, the object it is about, key or None).
Operation = tuple[str, Any, Any]

#: Types of keys that are compared without running the program's code.
PLAIN_KEYS: Final = (str, int, bytes, bool, float, type(None))

READ: Final = "read"
WRITE: Final = "write"
ACQUIRE: Final = "acquire"
RELEASE: Final = "release"
TRY: Final = "try"
LOOK: Final = "look"
AWAIT: Final = "await"
SPAWN: Final = "spawn"
SLEEP: Final = "sleep"
CLOCK: Final = "clock"
CALL: Final = "call"
PRINT: Final = "print"
JOIN: Final = "join"
TRY_JOIN: Final = "try-join"
END: Final = "end"

#: As `id`, of which every call is an event for the audit hook: that costs ten times as much.
identity: Final[Callable[[object], int]] = object.__hash__
