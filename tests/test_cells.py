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


def test_wrap_a_path() -> None:
    """It is broken behind a slash; no full stop stands alone on a line."""
    assert wrap("cannot be written: /srv/katas/classes/friday/ada.", 24) == [
        "cannot be written:",
        "/srv/katas/classes/",
        "friday/ada.",
    ]
    assert wrap("x" * 20 + ".", 20) == ["x" * 16, "xxxx."]
    assert wrap("x" * 20, 20) == ["x" * 20]


@pytest.mark.parametrize("width", [12, 20, 31, 80])
def test_wrap_chinese(width: int) -> None:
    """A line breaks after any character, but not before what closes, not after what opens, and not within a number."""
    text = (
        "\u901a\u77e5 `condition`\uff08\u7b2c 18 \u884c\uff0c\u7b2c 3 \u6b65\uff09\u65f6\u6ca1\u6709\u4eba\u5728"
        "\u7b49\u5f85\uff0c\u6240\u4ee5\u4ec0\u4e48\u4e5f\u6ca1\u6709\u53d1\u751f\u3002\u201ceven\u201d\u8fd8\u5728"
        "\u7b49 20 \u8f6e\u3002"
    )
    lines = wrap(text, width)
    assert all(cells(line) <= width for line in lines)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    assert [line for line in lines if line[0] in "\uff0c\u3002\uff09\u201d" or line[-1] in "\uff08\u201c"] == []
    assert [line for line in lines if line.endswith("\u7b2c") or line[0].isdecimal()] in ([], ["20 \u8f6e\u3002"])
