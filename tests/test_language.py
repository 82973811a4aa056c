"""The languages: nothing that a person reads is left without its translation.

What the English sources say is extracted afresh in each run, so a new text without a translation is found here.
"""

from __future__ import annotations

import re
import string
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

from plugins.simulation import language
from plugins.simulation.language import LANGUAGES, LOCALE, VARIABLE, _, current, use

if TYPE_CHECKING:
    from babel.messages.catalog import Catalog

ROOT: Final = Path(__file__).resolve().parent.parent
OTHERS: Final = [name for name in LANGUAGES if name != language.ENGLISH]


@cache
def sources() -> dict[str, str]:
    """Every text that is handed to `_`, with the first place where it is."""
    found: dict[str, str] = {}
    for file, line, message, _comments, _context in extract_from_dir(
        str(ROOT / "plugins"), method_map=[("**.py", "python"), ("**.jinja", "jinja2")], keywords={"_": None}
    ):
        found.setdefault(str(message), f"plugins/{file}:{line}")
    return found


@cache
def catalogue(name: str) -> Catalog:
    """The translations into a language."""
    with (LOCALE / name / "LC_MESSAGES" / "katas.po").open("rb") as file:
        return read_po(file, locale=name)


def names_in(text: str) -> set[str]:
    """The names of the values in a text."""
    return {name for _text, name, _format, _conversion in string.Formatter().parse(text) if name is not None}


@pytest.mark.parametrize("name", OTHERS)
class TestMessages:
    """The messages of the plugins."""

    def test_none_is_untranslated(self, name: str) -> None:
        """Each has a translation that somebody has looked at."""
        left = [
            f"{place}: {text}"
            for text, place in sources().items()
            if (message := catalogue(name).get(text)) is None or not message.string or message.fuzzy
        ]
        assert left == []

    def test_none_is_left_from_former_times(self, name: str) -> None:
        """What the sources no longer say needs no translation."""
        known = {str(message.id) for message in catalogue(name) if message.id}
        assert known - set(sources()) == set()
        assert not catalogue(name).obsolete

    def test_values_are_the_same(self, name: str) -> None:
        """A translation names the values that the text has, and no others."""
        wrong = [
            str(message.id)
            for message in catalogue(name)
            if message.id and names_in(str(message.id)) != names_in(str(message.string))
        ]
        assert wrong == []

    def test_it_is_that_language(self, name: str) -> None:
        """A translation has letters of its script: what was only copied is none."""
        assert name == "zh"
        copied = [
            str(message.id)
            for message in catalogue(name)
            if message.id and not re.search(r"[\u4e00-\u9fff]", str(message.string))
        ]
        assert copied == []


class TestChoice:
    """Which language is spoken."""

    @pytest.mark.parametrize(
        ("environment", "expected"),
        [
            ({}, "en"),
            ({"LANG": "zh_CN.UTF-8"}, "zh"),
            ({"LANG": "zh_TW.UTF-8", "LC_ALL": "C"}, "en"),
            ({"LC_MESSAGES": "zh", "LANG": "de_DE.UTF-8"}, "zh"),
            ({"LANG": "de_DE.UTF-8"}, "en"),
            ({"LANG": "zh_CN.UTF-8", VARIABLE: "en"}, "en"),
            ({VARIABLE: "tlh", "LANG": "zh_CN"}, "zh"),
        ],
    )
    def test_the_environment(self, monkeypatch: pytest.MonkeyPatch, environment: dict[str, str], expected: str) -> None:
        """What was asked for comes before what the system speaks; what nobody here speaks is English."""
        for name in (VARIABLE, "LC_ALL", "LC_MESSAGES", "LANG"):
            monkeypatch.delenv(name, raising=False)
        for name, value in environment.items():
            monkeypatch.setenv(name, value)
        assert current() == expected

    def test_use(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """A chosen language holds for this process and its children; one that there is not is refused."""
        monkeypatch.setenv(VARIABLE, "en")
        assert _("red: {verdict}", verdict="deadlock") == "red: deadlock"
        use("zh")
        assert _("red: {verdict}", verdict="deadlock") == "未通过：deadlock"
        assert _("a text that was never translated") == "a text that was never translated"
        with pytest.raises(ValueError, match=r"^there is no language 'tlh': choose one of en, zh$"):
            use("tlh")
