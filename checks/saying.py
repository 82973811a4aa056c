"""The language that the words speak to a learner: the plugins' translations, read when there is something to say.

Processes that a spec starts import `checks` too, and the plugins' engine with it would take each of them longer than
its work. So it is imported where a sentence is made, and not before.
"""

from __future__ import annotations


def _(message: str, /, **values: object) -> str:
    """Return *message* in the language in use, with *values* in their places."""
    from plugins.simulation import language

    return language._(message, **values)


def ngettext(one: str, many: str, number: int, /, **values: object) -> str:
    """Return *one* or *many* in the language in use, whichever goes with *number*."""
    from plugins.simulation import language

    return language.ngettext(one, many, number, **values)


def join_words(names: list[str]) -> str:
    """Return "a, b and c"."""
    from plugins.simulation import language

    return language.join_words(names)
