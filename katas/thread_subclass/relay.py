"""Runners of a class of their own, who hand over a baton."""

from __future__ import annotations

import threading


class Runner(threading.Thread):
    """A thread that runs when it gets the baton, and hands it over to the next runner then.

    next_runner: who gets the baton; None for the last one.

    track: a list that all runners share. Each appends its name when it runs, and nobody runs without the baton.
    """

    def __init__(self, name: str, track: list[str], next_runner: Runner | None = None) -> None:
        raise NotImplementedError

    def take_baton(self) -> None:
        """Give the baton to this runner; it may have been started before, or be started later. Returns at once."""
        raise NotImplementedError
