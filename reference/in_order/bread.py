"""First this, then that, then the other: three threads, one loaf of bread.

An event for each step that somebody waits for. It stays set, so it does not matter who comes first.
"""

import threading
from collections.abc import Callable


class Bread:
    """One loaf: it is kneaded, then baked, then eaten, each once, by three threads that come in any order."""

    def __init__(self) -> None:
        self._kneaded = threading.Event()
        self._baked = threading.Event()

    def knead(self, act: Callable[[], object]) -> None:
        """Call *act*, and let bake whoever wants to."""
        act()
        self._kneaded.set()

    def bake(self, act: Callable[[], object]) -> None:
        """Call *act* when the loaf has been kneaded, and let eat whoever wants to."""
        self._kneaded.wait()
        act()
        self._baked.set()

    def eat(self, act: Callable[[], object]) -> None:
        """Call *act* when the loaf has been baked."""
        self._baked.wait()
        act()
