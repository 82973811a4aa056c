"""How a run was stuck: who waits for what, where, by which rule, and what to think about.

One question decides over every text here: would a beginner know what happened and where, without being given the code?
What kinds of standstill there are stands in `standstills.py`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from plugins.real import telling, waiting
from plugins.real.standstills import IDLE, KINDS, Finding
from plugins.real.waiting import Scene
from plugins.simulation import result as words
from plugins.simulation.language import _, join_words, ngettext
from plugins.simulation.learners import short_path
from plugins.simulation.story import Story

if TYPE_CHECKING:
    from collections.abc import Sequence

    from plugins.real.supervisor import Ending

#: Facts that a page has room for.
_MOST_FACTS: Final = 8


def of_stuck(ended: Ending, file: str, hidden: Sequence[str]) -> Story:
    """Return the story of a run in which nobody could ever go on."""
    scene = Scene(ended, hidden)
    found = next((one for kind in KINDS if (one := kind(scene)) is not None), None)
    if found is None:
        found = Finding(_everybody(scene), _("Each waits for another one. Who should have gone on, and what held it?"))
    story = Story(words.DEADLOCK, found.headline, file=file, printed=ended.output, rule=found.rule)
    ordered = [*found.first, *(one for one in scene.waiting if one not in found.first and one.kind not in IDLE)]
    story.because = [*found.facts, *(_("{sentence}.", sentence=one.sentence) for one in ordered)][:_MOST_FACTS]
    idle = [one for one in scene.waiting if one.kind in IDLE and one not in found.first]
    if idle:
        names = join_words([one.who for one in idle])
        story.because.append(
            ngettext("{names} has nothing to do.", "{names} have nothing to do.", len(idle), names=names)
        )
    _add_failures(story, scene, hidden)
    return story


def add_places(story: Story, ended: Ending, hidden: Sequence[str]) -> None:
    """Let *story* say where every process was."""
    scene = Scene(ended, hidden)
    story.because += [
        _("{sentence}.", sentence=one.sentence)
        for one in scene.waiting
        if one.line or one.kind in (waiting.HALTED, waiting.RUNS)
    ][:_MOST_FACTS]
    if any(one.kind == waiting.RUNS and ".recv(" in one.call for one in scene.waiting):
        # It does not wait there: each call returns at once.
        story.rule = _(
            'Where the other side has said its last, `recv` returns b"" at once. What does the loop do then?'
        )


def add_deaths(story: Story, ended: Ending) -> None:
    """Let *story* note which processes ended in an unusual way."""
    codes: dict[str, int] = {}
    # What ended later was ended by the machine.
    for record in ended.of_kind("ends")[:1]:
        codes.update({one["name"]: one["code"] for one in record["processes"] if one["code"]})
    for name, code in codes.items():
        ended_so = waiting.how_it_ended(code, name)
        note = _("the process {sentence}.", sentence=ended_so)
        if note not in story.notes and ended_so not in " ".join(story.because):
            story.notes.append(note)


def _everybody(scene: Scene) -> str:
    names = [one.who for one in scene.waiting if one.kind not in IDLE]
    if len(names) == 1:
        (one,) = (one for one in scene.waiting if one.kind not in IDLE)
        return _("{sentence}, and nobody is left who could end that.", sentence=one.sentence)
    return (
        _("nobody can ever go on: {names} all wait.", names=join_words(names)) if names else _("nobody can ever go on.")
    )


def _add_failures(story: Story, scene: Scene, hidden: Sequence[str]) -> None:
    """An exception that ended a process or thread before is what its partners wait in vain for."""
    for record in scene.ended.of_kind("raised"):
        error = record["error"]
        who = record["process"]
        if record["thread"]:
            who = _("{process}'s thread {thread}", process=who, thread=record["thread"])
        if record["process"] == "MainProcess":
            who = record["thread"] or waiting.MAIN
        frames = telling.own_frames(error, hidden)
        where = ""
        if frames:
            where = _(" on line {line} of {file}", line=frames[-1][1], file=short_path(frames[-1][0]))
        story.because.insert(0, _("{who} died of {error}{where}.", who=who, error=telling.in_short(error), where=where))
        story.traceback = story.traceback or telling.traceback_of(error, hidden)
        story.rule = telling.rule_of(error) or _(
            "Whoever dies does nothing of what the others wait for. What must happen on that way out too?"
        )
