"""From a failing schedule to its story: shrink it, run it once more with the recorder on, and say what happened.

What each verdict means and what to think about stands in `causes.py`; how events become rows in `rows.py`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from plugins.simulation import causes, selection, token
from plugins.simulation import result as words
from plugins.simulation.detectors import Seen
from plugins.simulation.judges import judge_error
from plugins.simulation.language import N_, _, ngettext
from plugins.simulation.learners import learners_traceback
from plugins.simulation.looks import Examined, examine, recording
from plugins.simulation.recorder import thread_label
from plugins.simulation.rows import Rows
from plugins.simulation.shrink import Shrunk, Switches, shrink
from plugins.simulation.story import Step, Story
from plugins.simulation.strategies import Deviations, Recorded

if TYPE_CHECKING:
    from collections.abc import Sequence

    from plugins.simulation.autopsy import Autopsy, Waiting
    from plugins.simulation.exploring import Explorer, Run
    from plugins.simulation.machine import Chooser
    from plugins.simulation.recorder import Event, Recorder
    from plugins.simulation.result import Result
    from plugins.simulation.strategies import Strategy

#: Further schedules in which a possible lost update is looked for as one that really happens.
WITNESSES: Final = 100

#: Verdicts whose schedule does not matter: nothing is shrunk and no lanes are drawn.
_WITHOUT_LANES: Final = (
    words.NOT_IMPLEMENTED,
    words.UNSUPPORTED,
    words.OUT_OF_MEMORY,
    words.TIME_LIMIT,
    words.INCONCLUSIVE,
)
_WITH_TRACEBACK: Final = (words.EXCEPTION, words.ASSERTION, words.NOT_IMPLEMENTED, words.OUT_OF_MEMORY)
#: Departures from the default policy that a token holds at most; a longer schedule is named by its number.
LONGEST_TOKEN: Final = 200
_NOT_REPEATABLE: Final = N_(
    "The program did something else when the same schedule was run again: it depends on something besides its threads "
    "(the real clock, random numbers, the order of a set, a file)."
)


def tell(
    answer: Result,
    explorer: Explorer,
    failing: Run,
    strategy: Strategy,
    number: int,
    *,
    name: str,
    command: str,
    keep: str | None,
    whole: bool = False,
) -> None:
    """Complete *answer* with the story of the *number*-th schedule of *strategy*.

    :param failing: that schedule's outcome; its traces are still in the explorer's detectors.
    :param keep: the token that was replayed, which is then not shrunk further.
    :param whole: show every row.
    """
    world = explorer.world
    tries_seen = explorer.tries_seen
    story = Story(failing.verdict, "", printed=world.journal.stdout_text, notes=list(answer.notes), whole=whole)
    events: list[Event] = []
    waiting: list[Waiting] = []
    told = failing
    if failing.verdict in _WITHOUT_LANES:
        answer.replay = keep or _sampled(name, strategy, number, tries_seen=tries_seen)
    else:
        shrunk = _shrunk(explorer, failing, strategy, number, keep)
        recorder, autopsy, run, story.switches = record(explorer, shrunk.deviations)
        events, waiting = recorder.events, autopsy.waiting
        notes = examine(Seen(explorer, run, events, waiting))
        story.notes += [note for note in notes if note not in story.notes]
        same = shrunk.same and run.verdict == failing.verdict
        if same:
            told = run
        else:
            story.notes.append(_(_NOT_REPEATABLE))
        if keep is not None:
            answer.replay = keep
        elif len(shrunk.deviations) > LONGEST_TOKEN:
            answer.replay = _sampled(name, strategy, number, tries_seen=tries_seen)
        else:
            answer.replay = token.make(name, shrunk.deviations)
        answer.output = world.journal.text
        answer.virtual_seconds = explorer.machine.now
        story.printed = world.journal.stdout_text
    story.replay = command_for(command, answer.replay)
    write(story, explorer, told, events, waiting)
    if story.verdict == words.LOST_UPDATE:
        story.notes.insert(0, _known_of_a_race())
    complete(answer, story, told)


def _sampled(name: str, strategy: Strategy, number: int, *, tries_seen: bool) -> str:
    """Return the token of the *number*-th schedule of *strategy*.

    :param tries_seen: releases were choices from its beginning.
    """
    return token.make_sampled(name, strategy.name, strategy.seed, (*strategy.numbers(number), int(tries_seen)))


def _known_of_a_race() -> str:
    """Return what is known of a lost update on this Python: nothing but what the language says."""
    import platform

    name = f"{platform.python_implementation()} {platform.python_version()}"
    return _(
        "Python promises nothing here. Whether real threads show it on {python} was not looked for: "
        "pytest's --hammer 1000 does.",
        python=name,
    )


def tell_ok(
    answer: Result, explorer: Explorer, replayed: Strategy | None, *, name: str, command: str, keep: str | None
) -> Run | None:
    """Complete *answer*, in which nothing is wrong, with the whole story of one schedule.

    :param replayed: what follows the token *keep*; None for the schedule with the fewest switches.
    :return: None; or the schedule, if something is wrong in it after all.
    """
    strategy = Deviations(explorer.machine, ()) if replayed is None else replayed
    chooser = strategy.chooser(0)
    assert chooser is not None
    recorded = Recorded(explorer.machine)
    with recording(explorer) as (recorder, autopsy):
        run = explorer.run_once(recorded.around(chooser))
    seen = Seen(explorer, run, recorder.events, autopsy.waiting)
    notes = examine(seen)
    if run.verdict != words.OK:
        return run
    story = Story(
        words.OK, _("nothing is wrong in this schedule."), printed=explorer.world.journal.stdout_text, whole=True
    )
    if keep is None:
        story.because = [_nothing_wrong(answer)]
    story.notes = list(dict.fromkeys([*answer.notes, *notes]))
    story.replay = command_for(command, keep or token.make(name, recorded.deviations))
    write(story, explorer, run, recorder.events, autopsy.waiting)
    complete(answer, story, run)
    return None


def _nothing_wrong(answer: Result) -> str:
    """Return the sentence about the schedules that were run, of which one is shown."""
    if answer.proved:
        return ngettext(
            "Nothing went wrong in all {count:,} schedule that differ. This is the one with the fewest switches.",
            "Nothing went wrong in all {count:,} schedules that differ. This is the one with the fewest switches.",
            answer.schedules,
            count=answer.schedules,
        )
    return ngettext(
        "Nothing went wrong in the {count:,} schedule that were run. This is the one with the fewest switches.",
        "Nothing went wrong in the {count:,} schedules that were run. This is the one with the fewest switches.",
        answer.schedules,
        count=answer.schedules,
    )


def command_for(command: str, replay: str) -> str:
    """Return *command* with the option that shows a schedule again."""
    option = f"--replay {replay}"
    return command.replace("{replay}", option) if "{replay}" in command else f"{command} {option}".strip()


def write(story: Story, explorer: Explorer, told: Run, events: Sequence[Event], waiting: Sequence[Waiting]) -> None:
    """Fill in what *story*, of which the verdict is known, says of the run *told*.

    :param events: what happened in it, in order; may be empty.
    :param waiting: the threads that had not ended.
    """
    rows = Rows(selection.relevant(events, story.verdict, explorer.race.found))
    mark = causes.explain(story, causes.Scene(explorer, told, events, waiting, rows))
    _fill_lanes(story, explorer, rows.rows, rows.number(mark))
    _fill_traceback(story, explorer, told)


def complete(answer: Result, story: Story, told: Run) -> None:
    """Put *story*, which is written, into *answer*."""
    from plugins.simulation.render import plain

    answer.story = story
    answer.exception = told.error
    answer.explanation = plain(story)


def _shrunk(explorer: Explorer, failing: Run, strategy: Strategy, number: int, keep: str | None) -> Shrunk:
    """Return the failing schedule in its simplest form; as it stands if it was asked for by a token."""
    cause = explorer.cause(failing)
    choose = strategy.chooser(0 if keep else number)
    assert choose is not None
    if keep is not None or isinstance(failing.detector, Examined):
        recorded = Recorded(explorer.machine)
        again = explorer.run_once(recorded.around(choose))
        same = isinstance(failing.detector, Examined) or explorer.cause(again) == cause
        return Shrunk(recorded.deviations, same=same)
    if failing.verdict == words.LOST_UPDATE and explorer.race.found is not None and not explorer.race.found.seen:
        better = _witness(explorer, strategy, number + 1)
        if better is not None:
            choose, cause = better
    return shrink(explorer, choose, cause)


def record(explorer: Explorer, deviations: list[tuple[int, int]]) -> tuple[Recorder, Autopsy, Run, int]:
    """Run the schedule once more with the recorder on; return also the number of its switches."""
    chooser = Deviations(explorer.machine, deviations).chooser(0)
    assert chooser is not None
    switches = Switches(explorer)
    with recording(explorer) as (recorder, autopsy):
        run = explorer.run_once(switches.around(chooser))
    return recorder, autopsy, run, len(switches.finish()) - 1


def _witness(explorer: Explorer, strategy: Strategy, number: int) -> tuple[Chooser, tuple[object, ...]] | None:
    """Return a schedule in which an update really gets lost, and its cause, if one comes soon."""
    for further in range(number, number + WITNESSES):
        choose = strategy.chooser(further)
        if choose is None:
            return None
        run = explorer.run_once(choose)
        found = explorer.race.found
        if run.verdict == words.LOST_UPDATE and found is not None and found.seen:
            again = strategy.chooser(further)
            assert again is not None
            return again, explorer.cause(run)
    return None


def _fill_traceback(story: Story, explorer: Explorer, run: Run) -> None:
    for failure in run.failures:
        if judge_error(failure.error) == run.verdict in _WITH_TRACEBACK:
            story.traceback = learners_traceback(failure.error, explorer.world)
            return


def _fill_lanes(story: Story, explorer: Explorer, rows: list[Step], mark: int) -> None:
    """Put the rows that matter into *story*; the one numbered *mark* is where to look."""
    found = explorer.race.found if story.verdict == words.LOST_UPDATE else None
    span = None
    if story.whole:
        rows = rows[: selection.WHOLE]
    if found is not None:
        steps = [found.read.step, found.write.step, found.other.step]
        numbers = [row.number for row in rows if row.operation in steps]
        span = (min(numbers), max(numbers)) if numbers else None
    elif mark and mark <= len(rows) - selection.ROWS:
        span = (mark, mark)
    shown, story.skipped = (rows, 0) if story.whole else selection.window(rows, span)
    lanes = sorted({row.lane for row in shown})
    if len(lanes) == 1 and story.verdict in (words.EXCEPTION, words.ASSERTION):
        story.skipped = 0
        return
    story.threads = [thread_label(explorer.machine.threads[lane]) for lane in lanes]
    if story.verdict == words.LIVELOCK and shown:
        shown[-1].repeat = -1
    for row in shown:
        row.lane = lanes.index(row.lane)
        row.mark = bool(mark) and row.number == mark
    story.steps = shown
