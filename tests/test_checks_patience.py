"""What specs of processes do about time: a call that waits in vain is found out, and one that returns is left alone."""

from __future__ import annotations

import multiprocessing
import os
import time

import pytest

from checks import linger, patience, returns_at_once


def refuse() -> None:
    """Raise what the caller is to get."""
    raise LookupError("no such thing")


class TestReturnsAtOnce:
    """A function is called in another process."""

    def test_it_returns(self) -> None:
        """Nothing is said, and nobody is left."""
        returns_at_once(int, "3", instead_of="waiting")
        assert multiprocessing.active_children() == []

    def test_it_waits_in_vain(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """It is said what it does instead, and its process is gone."""
        monkeypatch.setattr(patience, "PATIENCE", 0.05)
        with pytest.raises(AssertionError, match=r"^it should have returned at once, instead of sleeping for an hour$"):
            returns_at_once(time.sleep, 3600, instead_of="sleeping for an hour")
        assert multiprocessing.active_children() == []

    def test_it_raises(self) -> None:
        """The same exception comes out here."""
        with pytest.raises(LookupError, match="no such thing"):
            returns_at_once(refuse, instead_of="waiting")

    def test_it_ends_its_process(self) -> None:
        """That is no return."""
        with pytest.raises(AssertionError, match="its process has ended with exit code 3"):
            returns_at_once(os._exit, 3, instead_of="waiting")


def test_to_linger_is_to_sleep(monkeypatch: pytest.MonkeyPatch) -> None:
    """For the time that is given to the others; and until they have used it."""
    happened: list[object] = []
    monkeypatch.setattr(time, "sleep", happened.append)
    monkeypatch.setattr(patience, "let_others_go_on", lambda: happened.append("others"))
    linger()
    assert happened == [patience.A_WHILE, "others"]
