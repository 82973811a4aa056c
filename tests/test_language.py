"""The languages: nothing that a person reads is left without its translation.

What the English sources say is extracted afresh in each run, so a new text without a translation is found here.
"""

from __future__ import annotations

import gettext
import re
import string
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po
from markdown_it import MarkdownIt

from plugins.authoring.extraction import extract_specs
from plugins.path import hints
from plugins.simulation import language, result
from plugins.simulation.language import LANGUAGES, LOCALE, VARIABLE, _, current, use

from .solutions import CATALOGUE, EXERCISES

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from babel.messages.catalog import Catalog

ROOT: Final = Path(__file__).resolve().parent.parent
OTHERS: Final = [name for name in LANGUAGES if name != language.ENGLISH]
KATAS: Final = ROOT / "katas"
#: What Chinese says with the same letters.
ALIKE: Final = ("set {name}", "clear {name}", "{answer}")
#: How a question ends.
QUESTION: Final = {"en": "?", "zh": "\uff1f"}
#: A line of a solution that is longer than this is code, wherever it stands.
CODE: Final = 30


#: A text of the sources: itself, or the two of which a number chooses one.
Text = str | tuple[str, ...]
#: What texts are handed to.
KEYWORDS: Final = {"_": None, "N_": None, "ngettext": (1, 2)}


@cache
def sources() -> dict[Text, str]:
    """Every text that is handed to one of `KEYWORDS`, with the first place where it is."""
    found: dict[Text, str] = {}
    methods: Any = [("**.py", "python"), ("**.jinja", "jinja2")]
    specs: Any = [("**/test_*.py", extract_specs)]
    for folder, method in (("plugins", methods), ("checks", methods), ("katas", specs)):
        for file, line, message, _comments, _context in extract_from_dir(
            str(ROOT / folder), method_map=method, keywords=KEYWORDS
        ):
            found.setdefault(message, f"{folder}/{file}:{line}")
    return found


@cache
def catalogue(name: str) -> Catalog:
    """The translations into a language."""
    with (LOCALE / name / "LC_MESSAGES" / "katas.po").open("rb") as file:
        return read_po(file, locale=name)


def in_all_numbers(text: str | tuple[str, ...] | list[str] | None) -> tuple[str, ...]:
    """A text, or what it is in every number."""
    return (text,) if isinstance(text, str) else tuple(text or ())


def names_in(text: str) -> set[str]:
    """The names of the values in a text."""
    return {name for _text, name, _format, _conversion in string.Formatter().parse(text) if name is not None}


@pytest.mark.parametrize("name", OTHERS)
class TestMessages:
    """The messages of the plugins."""

    def test_none_is_untranslated(self, name: str) -> None:
        """Each has a translation that somebody has looked at."""
        translated = {message.id: message for message in catalogue(name)}
        left = [
            f"{place}: {text}"
            for text, place in sources().items()
            if text not in translated or not all(in_all_numbers(translated[text].string)) or translated[text].fuzzy
        ]
        assert left == []

    def test_none_is_left_from_former_times(self, name: str) -> None:
        """What the sources no longer say needs no translation."""
        known = {message.id for message in catalogue(name) if message.id}
        assert known - set(sources()) == set()
        assert not catalogue(name).obsolete

    def test_values_are_the_same(self, name: str) -> None:
        """A translation names the values that the text has, and no others."""
        wrong = [
            text
            for message in catalogue(name)
            if message.id
            for text in in_all_numbers(message.string)
            if names_in(text) != names_in(in_all_numbers(message.id)[-1])
        ]
        assert wrong == []

    def test_it_is_that_language(self, name: str) -> None:
        """A translation has letters of its script: what was only copied is none."""
        assert name == "zh"
        copied = [
            text
            for message in catalogue(name)
            if message.id and re.search(r"[A-Za-z]", re.sub(r"\{.*?\}", "", str(message.id)))
            for text in in_all_numbers(message.string)
            if not re.search(r"[\u4e00-\u9fff]", text) and text not in ALIKE
        ]
        assert copied == []

    def test_what_is_read_is_what_is_written(self, name: str) -> None:
        """The compiled file, which is read, says what the other one does: docs/translating.md tells how it is made."""
        with (LOCALE / name / "LC_MESSAGES" / "katas.mo").open("rb") as file:
            compiled = gettext.GNUTranslations(file)
        differing = []
        for message in catalogue(name):
            if isinstance(message.id, str) and message.id and compiled.gettext(message.id) != message.string:
                differing.append(message.id)
            elif not isinstance(message.id, str):
                one, many = message.id
                if (compiled.ngettext(one, many, 2),) != in_all_numbers(message.string):
                    differing.append(many)
        assert differing == []

    def test_every_other_plural_is_known(self, name: str) -> None:
        """The number of forms is what the language has."""
        forms = catalogue(name).num_plurals
        assert [
            m.id for m in catalogue(name) if isinstance(m.id, tuple) and len(in_all_numbers(m.string)) != forms
        ] == []


def lesson(kata: str, name: str) -> Path:
    """The file of a lesson in a language."""
    return KATAS / kata / ("README.md" if name == language.ENGLISH else f"README.{name}.md")


def structure(text: str) -> dict[str, list[str]]:
    """What a lesson and its translation have in common, part by part, in order."""
    blocks = re.findall(r"^ *```.*?^ *```$", text, re.MULTILINE | re.DOTALL)
    prose = re.sub(r"^ *```.*?^ *```$", "", text, flags=re.MULTILINE | re.DOTALL)
    links = re.findall(r"\]\(([^)]+)\)", prose)
    return {
        "headings": re.findall(r"^#+(?= )", prose, re.MULTILINE),
        "code blocks": [f"{block.splitlines()[0]} of {len(block.splitlines())} lines" for block in blocks],
        "commands": [line.split("  ")[0] for line in re.findall(r"^    ((?:pytest|python3) .*)$", prose, re.MULTILINE)],
        "exercises": [link for link in links if link.endswith(".py")],
        "other lessons": [re.sub(r"README\.(?:\w+\.)?md$", "", link) for link in links if not link.endswith(".py")],
        "rows of tables": [str(row.count("|")) for row in re.findall(r"^\|.*$", prose, re.MULTILINE)],
    }


@pytest.mark.parametrize("name", OTHERS)
@pytest.mark.parametrize("kata", CATALOGUE)
class TestLessons:
    """The lessons of the katas."""

    def test_structure(self, kata: str, name: str) -> None:
        """A translation has the headings, code blocks, commands, tables and links of the English lesson."""
        translated = structure(lesson(kata, name).read_text("utf-8"))
        assert translated == structure(lesson(kata, language.ENGLISH).read_text("utf-8"))

    def test_links(self, kata: str, name: str) -> None:
        """A relative link has something at its other end; to another lesson it leads in the same language."""
        file = lesson(kata, name)
        links = [link for link in re.findall(r"\]\(([^)]+)\)", file.read_text("utf-8")) if "://" not in link]
        assert [link for link in links if not (file.parent / link).exists()] == []
        assert [link for link in links if link.endswith("README.md")] == []

    def test_it_is_that_language(self, kata: str, name: str) -> None:
        """Every paragraph outside of code has letters of its script."""
        assert name == "zh"
        prose = re.sub(r"^ *```.*?^ *```$", "", lesson(kata, name).read_text("utf-8"), flags=re.MULTILINE | re.DOTALL)
        paragraphs = [text for text in re.split(r"\n\s*\n", prose) if text.strip()]
        copied = [text for text in paragraphs if not re.search(r"[\u4e00-\u9fff]", text)]
        assert [text for text in copied if not text.lstrip("\n").startswith("    ")] == []

    def test_emphasis_is_seen(self, kata: str, name: str) -> None:
        """No asterisk is left over: after a full stop, Markdown ends what is emphasised only before a space."""
        tokens = MarkdownIt().enable("table").parse(lesson(kata, name).read_text("utf-8"))
        texts = [part.content for token in tokens for part in token.children or () if part.type == "text"]
        assert [text for text in texts if "*" in text] == []


@pytest.mark.parametrize("name", LANGUAGES)
class TestCatalogue:
    """The texts of `katas/catalogue.toml`."""

    @staticmethod
    def _text(table: Mapping[str, Any], key: str, name: str) -> str:
        texts = table if name == language.ENGLISH else table.get(name, {})
        return str(texts.get(key, ""))

    @pytest.mark.parametrize("kata", CATALOGUE)
    def test_none_is_missing(self, kata: str, name: str) -> None:
        """A kata has its title and what it teaches, each exercise its task, in every language."""
        entry = CATALOGUE[kata]
        texts = {f"{kata}.{key}": self._text(entry, key, name) for key in ("title", "teaches")}
        texts |= {
            f"{kata}.{exercise}.task": self._text(it, "task", name) for exercise, it in entry["exercises"].items()
        }
        assert [place for place, text in texts.items() if not text.strip()] == []
        if name == "zh":
            assert [place for place, text in texts.items() if not re.search(r"[\u4e00-\u9fff]", text)] == []

    @pytest.mark.parametrize("kata", CATALOGUE)
    def test_the_lesson_has_that_title(self, kata: str, name: str) -> None:
        """What a learner chooses from the list is what stands above the lesson."""
        heading = lesson(kata, name).read_text("utf-8").splitlines()[0]
        assert heading == f"# {self._text(CATALOGUE[kata], 'title', name)}"


def texts_of(kata: str, exercise: str) -> Iterator[str]:
    """All texts of the hints on an exercise, in every language."""
    kept = hints.read(KATAS / kata / "hints.toml")[exercise]
    yield from kept.notice.values()
    for hint in kept.hints:
        yield from hint.text.values()


@pytest.mark.parametrize(("kata", "exercise"), EXERCISES)
class TestHints:
    """The hints on the exercises."""

    def test_in_every_language(self, kata: str, exercise: str) -> None:
        """There is something to notice, and each hint is there, in every language and no other."""
        kept = hints.read(KATAS / kata / "hints.toml")[exercise]
        for texts in (kept.notice, *(hint.text for hint in kept.hints)):
            assert set(texts) == set(LANGUAGES)
            assert all(text.strip() for text in texts.values())
            assert re.search(r"[\u4e00-\u9fff]", texts["zh"])

    @pytest.mark.parametrize("name", LANGUAGES)
    def test_graded(self, kata: str, exercise: str, name: str) -> None:
        """Whatever went wrong last, there are three steps or more, and the first one is a question."""
        kept = hints.read(KATAS / kata / "hints.toml")[exercise]
        for verdict in result.VERDICTS:
            fitting = kept.fitting(verdict)
            assert len(fitting) >= 3, f"{len(fitting)} after {verdict}"
            assert fitting[0].text[name].endswith(QUESTION[name]), f"after {verdict}: {fitting[0].text[name]}"

    def test_verdicts_exist(self, kata: str, exercise: str) -> None:
        """A hint is meant for verdicts that there are: another word would hide it for ever."""
        kept = hints.read(KATAS / kata / "hints.toml")[exercise]
        assert {verdict for hint in kept.hints for verdict in hint.after} <= set(result.VERDICTS)

    def test_no_code(self, kata: str, exercise: str) -> None:
        """None gives the solution away: it has no line of the reference, and is short."""
        solution = (ROOT / "reference" / kata / f"{exercise}.py").read_text("utf-8").splitlines()
        lines = {line.split("  #")[0].strip() for line in solution}
        code = {line for line in lines if len(line) > CODE and not line.startswith(("#", '"', "from ", "import "))}
        for text in texts_of(kata, exercise):
            assert [line for line in code if line in text] == []
            assert "\n" not in text


class TestNothingElse:
    """What is kept belongs to something."""

    @pytest.mark.parametrize("kata", CATALOGUE)
    def test_hints_are_on_exercises(self, kata: str) -> None:
        """There are no hints on an exercise that the catalogue does not know."""
        assert set(hints.read(KATAS / kata / "hints.toml")) == set(CATALOGUE[kata]["exercises"])


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
