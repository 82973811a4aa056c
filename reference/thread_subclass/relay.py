"""Runners of a class of their own, who hand over a baton."""

from __future__ import annotations

import threading


class Runner(threading.Thread):
    """A thread that runs when it gets the baton, and hands it over to the next runner then."""

    def __init__(self, name: str, track: list[str], next_runner: Runner | None = None) -> None:
        super().__init__(name=name)
        self._track = track
        self._next_runner = next_runner
        self._baton = threading.Event()

    def take_baton(self) -> None:
        """Give the baton to this runner."""
        self._baton.set()

    def run(self) -> None:
        """Wait for the baton, run, and hand it over."""
        self._baton.wait()
        self._track.append(self.name)
        if self._next_runner is not None:
            self._next_runner.take_baton()
