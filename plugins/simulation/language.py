"""The language that people are spoken to in: English as it stands in the source, or a translation of it.

A text for people is written `_("{thread} waits for {lock}", thread=..., lock=...)`: the English sentence is the key, as
with gettext, and values come by name, since another language orders them otherwise. Where a number decides, it is
`ngettext`; where a text is chosen in one place and told in another, `N_` marks it there. Translations are written in
the `.po` files in `locale/` and compiled to `.mo` files beside them, which the standard library reads; English needs no
file. Rejected: reading the `.po` files themselves, which takes Babel a fifth of a second in every process.
"""

from __future__ import annotations

import gettext
import os
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

ENGLISH: Final = "en"
#: The languages there are.
LANGUAGES: Final = (ENGLISH, "zh")
#: The environment variable that names the language; processes that are started inherit it.
VARIABLE: Final = "KATAS_LANG"
LOCALE: Final = Path(__file__).parent.parent / "locale"

#: What the system is asked, in this order, as gettext does.
_OF_THE_SYSTEM: Final = ("LC_ALL", "LC_MESSAGES", "LANG")


def current() -> str:
    """Return the language in use, one of `LANGUAGES`: what `use` chose, else what the environment says."""
    chosen = os.environ.get(VARIABLE, "")
    if chosen in LANGUAGES:
        return chosen
    said = next((value for name in _OF_THE_SYSTEM if (value := os.environ.get(name))), "")
    language = said.partition("_")[0].partition(".")[0].lower()
    return language if language in LANGUAGES else ENGLISH


def use(language: str) -> None:
    """Speak *language* from now on, in this process and those that it starts.

    :raises ValueError: if it is none of `LANGUAGES`.
    """
    if language not in LANGUAGES:
        msg = f"there is no language {language!r}: choose one of {', '.join(LANGUAGES)}"
        raise ValueError(msg)
    os.environ[VARIABLE] = language


def prepare() -> None:
    """Read the translations now: processes that are copied from this one have them, and need no file."""
    if current() != ENGLISH:
        _translations(current())


def _(message: str, /, **values: object) -> str:
    """Return *message* in the language in use, with *values* in their places."""
    language = current()
    text = message if language == ENGLISH else _translations(language).gettext(message)
    return text.format(**values) if values else text


def ngettext(one: str, many: str, number: int, /, **values: object) -> str:
    """Return *one* or *many* in the language in use, whichever goes with *number*, with *values* in their places."""
    language = current()
    if language == ENGLISH:
        text = one if number == 1 else many
    else:
        text = _translations(language).ngettext(one, many, number)
    return text.format(**values) if values else text


def N_(message: str) -> str:  # noqa: N802  gettext's name for it
    """Return *message* as it is: a text to be translated later, by `_`, where it is told."""
    return message


def join_words(names: Sequence[str]) -> str:
    """Return "a, b and c"."""
    if len(names) < 2:  # noqa: PLR2004 nothing to join
        return "".join(names)
    return _("{names} and {last}", names=_(", ").join(names[:-1]), last=names[-1])


@lru_cache(maxsize=len(LANGUAGES))
def _translations(language: str) -> gettext.NullTranslations:
    """Return the translations into *language*."""
    with (LOCALE / language / "LC_MESSAGES" / "katas.mo").open("rb") as file:
        return gettext.GNUTranslations(file)
