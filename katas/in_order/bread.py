"""First this, then that, then the other: three threads, one loaf of bread."""

from collections.abc import Callable


class Bread:
    """One loaf: it is kneaded, then baked, then eaten, each once, by three threads that come in any order."""

    def __init__(self) -> None:
        raise NotImplementedError

    def knead(self, act: Callable[[], object]) -> None:
        """Call *act*. Nobody has to be waited for, neither before nor after it."""
        raise NotImplementedError

    def bake(self, act: Callable[[], object]) -> None:
        """Call *act* when the loaf has been kneaded, which may have been long ago. Nobody eats before it has ended."""
        raise NotImplementedError

    def eat(self, act: Callable[[], object]) -> None:
        """Call *act* when the loaf has been baked."""
        raise NotImplementedError
