"""A call that has to end in an exception."""

from __future__ import annotations

import pytest

import checks


def fail_with(error: BaseException) -> None:
    """Raise *error*."""
    raise error


def test_the_exception_is_what_is_asked_for() -> None:
    """Subclasses will do."""
    checks.refuses(ValueError, lambda: fail_with(ValueError("no")), "this")
    checks.refuses(OSError, lambda: fail_with(TimeoutError("no")), "this")


def test_nothing_was_raised() -> None:
    """The sentence says what was allowed, and what came of it."""
    with pytest.raises(AssertionError, match=r"^a second value was accepted; it should raise RuntimeError$"):
        checks.refuses(RuntimeError, lambda: None, "a second value")
    with pytest.raises(AssertionError, match=r"^waiting in vain was answered with 0; it should raise TimeoutError$"):
        checks.refuses(TimeoutError, lambda: 0, "waiting in vain")


def test_another_exception_goes_on_its_way() -> None:
    """It is a failure of another kind, and is told as such."""
    with pytest.raises(KeyError, match=r"^'lost'$"):
        checks.refuses(ValueError, lambda: fail_with(KeyError("lost")), "this")
