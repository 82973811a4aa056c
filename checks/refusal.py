"""What must be refused: a call that has to end in an exception.

`pytest.raises` does the same; but where nothing is raised, its text names a class, and not what should be refused.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from checks.saying import _

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
    tried = {"what": _(what), "error": error.__name__}
    if answer is None:
        raise AssertionError(_("{what} was accepted; it should raise {error}", **tried))
    raise AssertionError(_("{what} was answered with {answer!r}; it should raise {error}", answer=answer, **tried))
