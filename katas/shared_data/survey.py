"""Ask many people at the same time, and write all answers onto one sheet."""

from collections.abc import Callable


class Survey:
    """Asks people, each in a thread of its own, and keeps the answers.

    answers: who has answered what; empty at first.
    """

    answers: dict[str, str]

    def __init__(self) -> None:
        raise NotImplementedError

    def begin(self, people: dict[str, Callable[[], str]]) -> None:
        """Start asking: `people["ann"]()` returns Ann's answer, after a while. Returns at once.

        All are asked at the same time. It may be called again, for others, before the first ones have answered.
        """
        raise NotImplementedError

    def finish(self) -> dict[str, str]:
        """Wait until everybody who was asked has answered, and return all answers."""
        raise NotImplementedError

    def most_frequent(self) -> str:
        """Wait until everybody has answered, and return the answer that was given most often.

        If there are several, the one of them that comes first in the alphabet.
        """
        raise NotImplementedError
