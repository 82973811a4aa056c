"""What the interpreter says of an exception that it can raise nowhere: `sys.unraisablehook` and its argument.

CPython makes the argument in C and shows its class to nobody, so the class is taken from one that it makes.
"""

from __future__ import annotations

import sys
import traceback
from typing import Any


def report_unraisable(where: str | None, thing: Any, error: BaseException) -> None:
    """Hand *error* to `sys.unraisablehook`, as `PyErr_FormatUnraisable` and its forerunner do.

    :param where: what comes behind "Exception ignored", or None.
    :param thing: the object that it happened in.
    """
    message = None if where is None else f"Exception ignored {where}"
    if sys.version_info >= (3, 13) and message is not None:
        message, thing = (message if thing is None else f"{message} {thing!r}"), None
    hook = sys.unraisablehook
    try:
        hook(_arguments_type()((type(error), error, error.__traceback__, message, thing)))
    except Exception as second:  # noqa: BLE001 a hook that fails is reported itself
        sys.stderr.write(f"Exception ignored in sys.unraisablehook: {hook}\n")
        traceback.print_exception(second, file=sys.stderr)


def _arguments_type() -> Any:
    """Return the class of what `sys.unraisablehook` is called with."""
    if not _FOUND:
        before = sys.unraisablehook
        sys.unraisablehook = lambda arguments: _FOUND.append(type(arguments))
        try:
            _Failing()
        finally:
            sys.unraisablehook = before
    return _FOUND[0]


class _Failing:
    """Raises where nobody can catch it."""

    def __del__(self) -> None:
        raise ValueError


_FOUND: list[Any] = []
