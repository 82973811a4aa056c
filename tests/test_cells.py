"""Text in cells: what `safe` and its friends promise."""

from __future__ import annotations

import pytest
from rich.cells import cell_len

from plugins.simulation.cells import cells, clip, pad, safe, wrap
from tests.stories import HOSTILE_TEXT


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain", "plain"),
        ("a\nb\tc\r", r"a\nb\tc\r"),
        ("\x1b[2J", r"\x1b[2J"),
        ("\x7f\x9b", r"\x7f\x9b"),
        ("\u202e\u2028\ud800", r"\u202e\u2028\ud800"),
        ("a\u00a0b\u3000c", "a b c"),
        ("e" + "\u0301" * 50, "e" + "\u0301" * 3),
        ("\u0301", "◌\u0301"),
        ("日本語", "日本語"),
        ("x" * 7, "xxxxx… (2 more characters)"),
    ],
)
def test_safe(text: str, shown: str) -> None:
    """One line of printable characters; what is left out is counted."""
    assert safe(text, 5 if text == "x" * 7 else 2000) == shown


def test_cells_agree_with_rich() -> None:
    """Both reports use one layout, so both must measure alike: in the letters and signs that people write."""
    ranges = [(0x20, 0x7F), (0xA1, 0x17F), (0x370, 0x52F), (0x3041, 0x30FF), (0x4E00, 0x4F00), (0xAC00, 0xAD00)]
    letters = [chr(code) for first, end in ranges for code in range(first, end)]
    odd = [letter for letter in letters if safe(letter) == letter and cells(letter) != cell_len(letter)]
    assert odd == []


def test_clip_and_pad() -> None:
    """A wide letter that would stand half outside goes whole."""
    assert [clip("日本語", width) for width in (6, 5, 4, 3, 1, 0)] == ["日本語", "日本…", "日…", "日…", "…", ""]
    assert pad("日", 5) == "日   "


def test_wrap() -> None:
    """Between words, inside a word only where it has to be."""
    assert wrap("one two three", 7) == ["one two", "three"]
    assert wrap("abcdefghij kl", 4) == ["abcd", "efgh", "ij", "kl"]
    assert wrap("日本語日本語", 5) == ["日本", "語日", "本語"]
    assert wrap("", 5) == [""]
    assert wrap("one two three", 5, 2) == ["one", "two…"]
    assert wrap("one abcde three", 5, 2) == ["one", "abcd…"]


def test_the_hostile_text_is_hostile() -> None:
    """The sample holds what the tests above are about."""
    assert {"\x1b", "\n", "\r", "\u202e", "\ud800", "\u200d"} <= set(HOSTILE_TEXT)
