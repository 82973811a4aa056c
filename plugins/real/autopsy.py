"""How a run was stuck: who waits for what, where, and what to think about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plugins.real import supervisor
from plugins.simulation import result as words
from plugins.simulation.story import Story

if TYPE_CHECKING:
    from collections.abc import Sequence

    from plugins.real.supervisor import Ending


def of_stuck(ended: Ending, file: str, hidden: Sequence[str]) -> Story:
    """Return the story of a run in which nobody could ever go on."""
    del hidden
    return Story(words.DEADLOCK, "nobody can ever go on.", file=file, printed=ended.output)


def add_places(story: Story, ended: Ending, hidden: Sequence[str]) -> None:
    """Let *story* say where every process was."""
    del story, ended, hidden


def add_deaths(story: Story, ended: Ending) -> None:
    """Let *story* note which processes ended in an unusual way."""
    codes: dict[str, int] = {}
    for record in ended.of_kind("ends"):
        codes.update({one["name"]: one["code"] for one in record["processes"] if one["code"]})
    for name, code in codes.items():
        how = f"was ended by {supervisor.signal_name(code)}" if code < 0 else f"ended with exit code {code}"
        story.notes.append(f"the process {name} {how}.")
