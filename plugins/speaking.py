"""pytest's side of the languages: the option that chooses one, before anything is said."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pytest

from plugins.simulation import language

if TYPE_CHECKING:
    from collections.abc import Generator

LANGUAGE: Final = "--lang"


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the option."""
    parser.getgroup("katas", "katas").addoption(
        LANGUAGE,
        choices=language.LANGUAGES,
        help=f"Speak this language (default: {language.VARIABLE} in the environment, else what the system speaks)",
    )


@pytest.hookimpl(wrapper=True)
def pytest_cmdline_main(config: pytest.Config) -> Generator[None, object, object]:
    """Choose the language around everything else, which may refuse an option or show something in its place."""
    if config.option.lang is not None:
        language.use(config.option.lang)
    # The processes that run specs are copied from this one.
    language.prepare()
    return (yield)
