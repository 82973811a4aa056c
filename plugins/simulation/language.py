"""The language that people are spoken to in: English as it stands in the source, or a translation of it.

A text for people is written `_("{thread} waits for {lock}", thread=..., lock=...)`: the English sentence is the key, as
with gettext, and values come by name, since another language orders them otherwise. Translations are the `.po` files
in `locale/`, which Babel extracts, updates and reads; English needs no file and no Babel. Rejected: compiled `.mo`
files, which would have to be built on a learner's machine or be committed beside their source.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Final

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


def _(message: str, /, **values: object) -> str:
    """Return *message* in the language in use, with *values* in their places."""
    language = current()
    text = message if language == ENGLISH else _messages(language).get(message, message)
    return text.format(**values) if values else text


@lru_cache(maxsize=len(LANGUAGES))
def _messages(language: str) -> Mapping[str, str]:
    """Return the translations into *language*, by the English text."""
    from babel.messages.pofile import read_po

    file = LOCALE / language / "LC_MESSAGES" / "katas.po"
    with file.open("rb") as opened:
        catalogue = read_po(opened, locale=language)
    return {
        str(message.id): str(message.string)
        for message in catalogue
        if message.id and message.string and not message.fuzzy
    }
