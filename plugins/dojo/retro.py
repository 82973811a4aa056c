"""The retrospective: the story of a session as a page to print, or as Markdown to go on writing in.

Two templates of jinja2 beside this module lay out the same plain values; everything that came from a learner is
escaped there, never here.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import pytest

from plugins.dojo import lights as telling
from plugins.dojo.sessions import AMBER, GREEN, KEPT, RED
from plugins.dojo.showing import change_at
from plugins.dojo.turns import in_minutes
from plugins.simulation.language import _, current

if TYPE_CHECKING:
    from collections.abc import Sequence

    from plugins.dojo.sessions import Light, Sessions

_TEMPLATES: Final = Path(__file__).parent / "templates"
#: By the ending of the file.
_TEMPLATE: Final = {".html": "retro.html.jinja", ".md": "retro.md.jinja"}
#: Width of the row of lights, in units of its own.
_WIDTH: Final = 1000.0
#: Seconds without a run after which nobody is taken to have worked: a break.
_BREAK: Final = 1800.0


@dataclass(frozen=True, slots=True)
class Shown:
    """A light as the templates show it.

    :ivar minute: since the session began, as "4:05".
    :ivar place: where it stands in the row, from 0 to `_WIDTH`.
    """

    light: Light
    colour: str
    minute: str
    place: float
    change: str
    report: str


def write(file: Path, sessions: Sessions, name: str) -> None:
    """Write the story of the session *name* to *file*, whose ending says how.

    :raises pytest.UsageError: if the ending is neither .html nor .md, or the file cannot be written.
    """
    template = _TEMPLATE.get(file.suffix.lower())
    if template is None:
        raise pytest.UsageError(
            _(
                "{option} {file!r}: a retrospective is a file that ends in .html or .md",
                option="--dojo-retro",
                file=file.name,
            )
        )
    from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

    environment = Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=select_autoescape(("html.jinja",)),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters["fenced"] = fenced
    environment.globals["_"] = _
    text = environment.get_template(template).render(story(sessions, name))
    try:
        file.write_text(text, encoding="utf-8")
    except OSError as error:
        raise pytest.UsageError(f"--dojo-retro {file}: {error.strerror}") from error


def story(sessions: Sessions, name: str) -> dict[str, Any]:
    """Return the plain values that a template needs."""
    lights = sessions.lights(name)
    began = sessions.began(name)
    turn = sessions.turn(name)
    shown = [
        Shown(
            light,
            telling.colour_in_words(light.colour),
            in_minutes(light.at - began),
            _place(light.at, began, lights),
            change_at(sessions, name, light),
            light.report.rstrip(),
        )
        for light in lights
    ]
    return {
        "name": name,
        "language": current(),
        "date": datetime.fromtimestamp(began, UTC).astimezone().strftime("%Y-%m-%d %H:%M"),
        "people": turn.people if turn is not None else (),
        "turns": turn.number if turn is not None else 0,
        "lights": shown,
        "width": _WIDTH,
        "verdicts": Counter(light.verdict for light in lights if light.verdict).most_common(),
        "times": [
            (telling.colour_in_words(colour), in_minutes(time), colour) for colour, time in spent(lights).items()
        ],
        "hits": telling.hits(lights),
        "files": sessions.files_before(name, len(lights) + 1),
    }


def spent(lights: Sequence[Light]) -> dict[str, float]:
    """Return the seconds for which each colour was shown: from its light to the next, but for breaks."""
    times = {GREEN: 0.0, RED: 0.0, AMBER: 0.0}
    runs = [light for light in lights if light.colour != KEPT]
    for light, following in pairwise(runs):
        if (lasted := following.at - light.at) <= _BREAK:
            times[light.colour] += lasted
    return times


def fenced(text: str, language: str = "") -> str:
    """Return *text* as a code block of Markdown, whatever fences it has itself."""
    longest = max((len(run) for run in re.findall(r"`{3,}", text)), default=2)
    fence = "`" * (longest + 1)
    return f"{fence}{language}\n{text}\n{fence}"


def _place(at: float, began: float, lights: Sequence[Light]) -> float:
    whole = lights[-1].at - began
    return _WIDTH * (at - began) / whole if whole > 0 else 0.0
