"""From a failing schedule to its story: shrink it, run it once more with the recorder on, and say what happened.

What each verdict means and what to think about stands in `causes.py`; how events become rows in `rows.py`.
"""

from __future__ import annotations

import traceback
from typing import TYPE_CHECKING, Final

from plugins.simulation import causes, token
from plugins.simulation import result as words
from plugins.simulation.autopsy import Autopsy
from plugins.simulation.recorder import Recorder, thread_label
from plugins.simulation.rows import make_rows
from plugins.simulation.shrink import Shrunk, shrink
from plugins.simulation.strategies import Deviations, Recorded
from plugins.simulation.story import Step, Story

if TYPE_CHECKING:
    from types import TracebackType

    from plugins.simulation.autopsy import Waiting
    from plugins.simulation.explore import Explorer, Run
    from plugins.simulation.machine import Chooser
    from plugins.simulation.recorder import Event
    from plugins.simulation.result import Result
    from plugins.simulation.strategies import Strategy

#: Rows shown at most, the last ones; a reader does not follow more.
ROWS: Final = 30
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
#: Departures from the default policy that a token holds at most; a longer schedule is named by its number.
LONGEST_TOKEN: Final = 200
_NOT_REPEATABLE: Final = (
    "The program did something else when the same schedule was run again: it depends on something besides its threads "
    "(the real clock, random numbers, the order of a set, a file)."
)


def tell(  # noqa: PLR0913 all that a story is made of
    answer: Result,
    explorer: Explorer,
    failing: Run,
    strategy: Strategy,
    number: int,
    *,
    name: str,
    command: str,
    keep: str | None,
) -> None:
    """Complete *answer* with the story of the *number*-th schedule of *strategy*.

    :param failing: that schedule's outcome; its traces are still in the explorer's detectors.
    :param keep: the token that was replayed, which is then not shrunk further.
    """
    world = explorer.world
    story = Story(failing.verdict, "", printed=world.journal.stdout_text)
    events: list[Event] = []
    waiting: list[Waiting] = []
    told = failing
    if failing.verdict in _WITHOUT_LANES:
        answer.replay = keep or token.make_sampled(name, strategy.name, strategy.seed, number)
    else:
        shrunk = _shrunk(explorer, failing, strategy, number, keep)
        recorder, autopsy, run = _record(explorer, shrunk.deviations)
        events, waiting = recorder.events, autopsy.waiting
        same = shrunk.same and run.verdict == failing.verdict
        if same:
            told = run
        else:
            story.notes.append(_NOT_REPEATABLE)
        if keep is not None:
            answer.replay = keep
        elif len(shrunk.deviations) > LONGEST_TOKEN:
            answer.replay = token.make_sampled(name, strategy.name, strategy.seed, number)
        else:
            answer.replay = token.make(name, shrunk.deviations)
        answer.output = world.journal.text
        answer.virtual_seconds = explorer.machine.now
        story.printed = world.journal.stdout_text
        _fill_lanes(story, explorer, recorder, failing.verdict)
    option = f"--replay {answer.replay}"
    story.replay = command.replace("{replay}", option) if "{replay}" in command else f"{command} {option}".strip()
    causes.explain(story, explorer, told, events, waiting)
    _fill_error(story, explorer, told)
    answer.story = story
    answer.exception = told.error
    from plugins.simulation.render import plain

    answer.explanation = plain(story)


def _shrunk(explorer: Explorer, failing: Run, strategy: Strategy, number: int, keep: str | None) -> Shrunk:
    """Return the failing schedule in its simplest form; as it stands if it was asked for by a token."""
    cause = explorer.cause(failing)
    choose = strategy.chooser(0 if keep else number)
    assert choose is not None
    if keep is not None:
        recorded = Recorded(explorer.machine)
        again = explorer.run_once(recorded.around(choose))
        return Shrunk(recorded.deviations, same=explorer.cause(again) == cause)
    if failing.verdict == words.LOST_UPDATE and explorer.race.found is not None and not explorer.race.found.seen:
        better = _witness(explorer, strategy, number + 1)
        if better is not None:
            choose, cause = better
    return shrink(explorer, choose, cause)


def _record(explorer: Explorer, deviations: list[tuple[int, int]]) -> tuple[Recorder, Autopsy, Run]:
    """Run the schedule once more with the recorder on."""
    recorder = Recorder(explorer.world)
    autopsy = Autopsy(explorer.world)
    machine = explorer.machine
    chooser = Deviations(machine, deviations).chooser(0)
    assert chooser is not None
    machine.recorder = recorder
    machine.autopsy = autopsy.look
    try:
        with recorder.watching(explorer.world.library.threading):
            run = explorer.run_once(chooser)
        recorder.finish()
    finally:
        machine.recorder = None
        machine.autopsy = None
    return recorder, autopsy, run


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


def _fill_lanes(story: Story, explorer: Explorer, recorder: Recorder, verdict: str) -> None:
    rows = make_rows(causes.relevant(explorer, recorder.events, verdict))
    found = explorer.race.found
    first = max(0, len(rows) - ROWS)
    if verdict == words.LOST_UPDATE and found is not None:
        rows = _around(rows, min(found.read.step, found.other.step), max(found.write.step, found.other.step))
        rows = _without_rest(rows, max(found.write.step, found.other.step))
        first = max(0, next(n for n, row in enumerate(rows) if row.number >= min(found.read.step, found.other.step)) - 6)
    story.skipped = first
    rows = rows[first : first + ROWS]
    lanes: list[int] = sorted({row.lane for row in rows})
    story.threads = [thread_label(explorer.machine.threads[lane]) for lane in lanes]
    for row in rows:
        row.lane = lanes.index(row.lane)
    story.steps = rows
    if len(lanes) == 1 and verdict in (words.EXCEPTION, words.ASSERTION):
        story.steps = []
        story.threads = []
        story.skipped = 0
    for row in reversed(story.steps):
        if row.line and (verdict not in (words.EXCEPTION, words.ASSERTION) or row.text.startswith("raises")):
            row.mark = True
            break


def _around(rows: list[Step], first: int, last: int) -> list[Step]:
    """Return *rows* without the long middle of what another thread did between steps *first* and *last*."""
    between = [number for number, row in enumerate(rows) if first < row.number < last]
    if len(between) <= ROWS // 3:
        return rows
    keep = ROWS // 8
    begin, end = between[keep], between[-keep]
    rows[begin - 1].repeat = end - begin
    return rows[:begin] + rows[end:]


def _without_rest(rows: list[Step], last: int) -> list[Step]:
    """Return *rows* with little of what came after step *last*: the next row, and the end."""
    rest = next((number for number, row in enumerate(rows) if row.number > last), len(rows))
    begin, end = rest + 1, len(rows) - 2
    if end - begin <= ROWS // 8:
        return rows
    rows[begin - 1].repeat = end - begin
    return rows[:begin] + rows[end:]


def _fill_error(story: Story, explorer: Explorer, run: Run) -> None:
    if run.verdict not in (words.EXCEPTION, words.ASSERTION, words.NOT_IMPLEMENTED, words.OUT_OF_MEMORY):
        return
    for failure in run.failures:
        from plugins.simulation.explore import judge_error

        if judge_error(failure.error) == run.verdict:
            story.traceback = learners_traceback(failure.error, explorer)
            return


def learners_traceback(error: BaseException, explorer: Explorer) -> str:
    """Return *error*'s traceback with the learner's frames alone, as Python prints it."""
    summary = traceback.TracebackException.from_exception(error, compact=True)
    frames = [frame for frame in summary.stack if causes.is_learners_file(frame.filename, explorer.world)]
    if len(frames) > 12:  # noqa: PLR2004 endless recursion: the ends tell it all
        frames = frames[:3] + frames[-3:]
    lines = []
    for frame in frames:
        lines.append(f"{causes.short_path(frame.filename)}:{frame.lineno} in {frame.name}")
        if frame.line:
            lines.append(f"    {frame.line}")
    last = "".join(traceback.format_exception_only(type(error), error)).strip()
    lines.append(last if len(last) < 2000 else last[:2000] + " ...")  # noqa: PLR2004 a screenful
    return "\n".join(lines)


def innermost_learners_line(error: BaseException, explorer: Explorer) -> tuple[str, int, str]:
    """Return (file, line, function) of the learner's frame that *error* passed last; ("", 0, "") if there is none."""
    trace: TracebackType | None = error.__traceback__
    found = ("", 0, "")
    while trace is not None:
        code = trace.tb_frame.f_code
        if causes.is_learners_file(code.co_filename, explorer.world):
            found = (code.co_filename, trace.tb_lineno, code.co_name)
        trace = trace.tb_next
    return found
