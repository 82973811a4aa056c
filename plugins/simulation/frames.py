"""Looking at a frame's local variables without keeping them alive.

On 3.11 and 3.12 `frame.f_locals` of a function makes a dictionary that the frame then keeps: what a learner deletes
would live on, and a recorded replay would no longer do what the search has seen (a weak reference does not die, a
`__del__` does not run). From 3.13 on it is a view (PEP 667).
"""

from __future__ import annotations

import inspect
import sys
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from types import FrameType

#: References to the dictionary if nobody but the frame and `locals_of` has it: those two and `getrefcount`'s own.
_OURS_ALONE: Final = 3


def locals_of(frame: FrameType) -> dict[str, Any]:
    """Return a copy of the local variables of *frame*, which then knows nothing of it."""
    made = frame.f_locals
    found = dict(made)
    if sys.version_info < (3, 13) and frame.f_code.co_flags & inspect.CO_OPTIMIZED:
        # Else the program itself has it, from a call of `locals()`.
        if sys.getrefcount(made) <= _OURS_ALONE:
            made.clear()
    return found
