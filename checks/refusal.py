"""What must be refused: a call that has to end in an exception.

`pytest.raises` does the same; but where nothing is raised, its text names a class, and not what should be refused.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable


def refuses(error: type[BaseException], call: Callable[[], object], what: str) -> None:
    """Assert that *call* raises *error*; any other exception goes on its way.

    :param what: what is tried, in words: "giving it back a second time".
    """
    __tracebackhide__ = True
    try:
        answer = call()
    except error:
        return
    seen = "was accepted" if answer is None else f"was answered with {answer!r}"
    raise AssertionError(f"{what} {seen}; it should raise {error.__name__}")
