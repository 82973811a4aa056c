"""Causes: what is wrong, by which rule, and what to think about next; a sentence for each verdict.

One question decides over every text here: would a beginner know what happened and where, without being given the code?
The kinds of deadlock have a module of their own, `deadlocks.py`.
"""

from __future__ import annotations

import linecache
import os
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from plugins.simulation import deadlocks
from plugins.simulation import result as words
from plugins.simulation.blocked import last_wait, what_it_waits_for
from plugins.simulation.judges import judge_error
from plugins.simulation.language import N_, _, join_words, ngettext
from plugins.simulation.learners import innermost_line, is_spec, learners_traceback, plain_text, short_path
from plugins.simulation.machine import EXHAUSTED, HORIZON, THREAD_LIMIT
from plugins.simulation.network import telling
from plugins.simulation.recorder import Event, thread_label
from plugins.simulation.rows import lock_name

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from plugins.simulation.autopsy import Waiting
    from plugins.simulation.exploring import Explorer, Failure, Run
    from plugins.simulation.race import Access
    from plugins.simulation.rows import Rows
    from plugins.simulation.story import Story


@dataclass
class Scene:
    """All that is known about a failing schedule.

    :ivar run: its outcome.
    :ivar events: what happened, in order; empty for verdicts that the order has nothing to do with.
    :ivar waiting: the threads that had not ended.
    :ivar rows: the rows that sentences may refer to by number.
    """

    explorer: Explorer
    run: Run
    events: Sequence[Event]
    waiting: Sequence[Waiting]
    rows: Rows

    def failure(self) -> Failure:
        """Return the exception that the verdict is about."""
        return next(one for one in self.run.failures if judge_error(one.error) == self.run.verdict)


#: Verdicts that may come from a message that was received in two pieces.
_OF_PIECES: Final = (words.ASSERTION, words.EXCEPTION, words.DEADLOCK)


def explain(story: Story, scene: Scene) -> Event | None:
    """Fill in *story*'s sentences; return the event that the reader should look at, if it is one."""
    story.file = _main_file(scene) or story.file
    detector = scene.run.detector
    if detector is None:
        return None
    mark = detector.tell(story, scene)
    if scene.explorer.world.library.network.came_in_pieces and story.verdict in _OF_PIECES:
        story.notes.append(_(telling.IN_PIECES))
    if any(event.kind == "spurious" for event in scene.events):
        story.rule = _(
            "A wait may return although nothing has changed for the one who waits. What has to be "
            "looked at again before it goes on?"
        )
    return mark


def _main_file(scene: Scene) -> str:
    """Return the file that most of the story happens in: the learner's, rather than the spec."""
    counts: dict[str, int] = {}
    world = scene.explorer.world
    for event in scene.events:
        file = event.place.file
        if file and world.is_learners("", os.path.realpath(file)):
            counts[file] = counts.get(file, 0) + 1
    if counts:
        return short_path(max(counts, key=lambda file: counts[file]))
    for failure in scene.run.failures:
        file = innermost_line(failure.error, world)[0]
        if file:
            return short_path(file)
    return ""


#: Characters of a line that is quoted in a sentence.
_LONGEST_SOURCE: Final = 40


def in_short(error: BaseException) -> str:
    """Return an exception in one short line."""
    text = plain_text(str(error).strip())
    first = text.splitlines()[0] if text else ""
    if len(first) > 160:  # noqa: PLR2004 a headline
        first = first[:157] + "..."
    return f"{type(error).__name__}: {first}" if first else type(error).__name__


_EXCEPTION_RULES: Final = {
    "release unlocked lock": N_(
        "release() gives back what acquire() took. Who took this lock, and was it given back already?"
    ),
    "cannot wait on un-acquired lock": N_("wait() lets go of the lock, so its caller must hold it. Where is it taken?"),
    "cannot notify on un-acquired lock": N_(
        "notify() belongs to a change made under the lock. Where is the lock taken?"
    ),
    "cannot release un-acquired lock": N_("Only the thread that took this lock can release it. Which thread took it?"),
    "threads can only be started once": N_("A Thread object is one run. What would a second run need?"),
    "cannot set daemon status of active thread": N_(
        "Whether the program may end without a thread must be clear before that thread runs. Where is it started?"
    ),
    "cannot join thread before it is started": N_("join() waits for a thread that runs. Where is it started?"),
    "cannot join current thread": N_("A thread that waits for its own end never comes there. Who should wait for it?"),
    "Semaphore released too many times": N_(
        "A slot was given back that nobody had taken. On which way is release() called twice?"
    ),
    "task_done() called too many times": N_(
        "task_done() answers one get(). For which item is it called a second time?"
    ),
}


#: What pytest says when a spec has waited in vain for an exception.
_DID_NOT_RAISE: Final = re.compile(r"DID NOT RAISE (?:<class ')?([\w.]+)")
#: A call with other arguments than the function has parameters.
_ARGUMENTS: Final = re.compile(
    r"\bpositional arguments?\b|unexpected keyword argument|required keyword-only argument|argument after \* must be"
)


def rule_of(error: BaseException, explorer: Explorer) -> str:
    """Return what to think about after *error*."""
    known = _EXCEPTION_RULES.get(str(error))
    if known is not None:
        return _(known)
    if isinstance(error, OSError) and explorer.world.library.network.was_used:
        return telling.rule_of(error)
    if isinstance(error, RecursionError):
        return _("Every recursion needs a case in which it stops. Which one is it here?")
    file = innermost_line(error, explorer.world)[0]
    if isinstance(error, (TypeError, AttributeError)) and "'NoneType'" in str(error) and is_spec(file):
        return _(
            "The spec was given None, and needs something else. What does your function return, on every way? A "
            "function without return gives None, and so does start()."
        )
    if isinstance(error, TypeError) and _ARGUMENTS.search(str(error)) and not file:
        return _(
            "A new thread calls its target with what stands in args. That is a tuple: of one thing it is (thing,), and "
            "without the comma it is no tuple. Does the target take as many?"
        )
    if isinstance(error, TypeError) and _ARGUMENTS.search(str(error)):
        if is_spec(file):
            return _(
                "The spec calls the function with the signature in the README. Does yours take the same arguments?"
            )
        return _("This call hands over other arguments than the function takes. Who calls it, you or the library?")
    if str(error) == "'NoneType' object is not callable" and not file:
        return _(
            "A thread or a timer calls the function that it was given. Was it given the function here, or what the "
            "function returned?"
        )
    if len(explorer.machine.threads) > 2 and isinstance(error, LookupError):  # noqa: PLR2004 main and two more
        return _("Which step of another thread came between the look and the use?")
    return ""


# -- a sentence for each verdict -------------------------------------------------------------------------------------


def _deadlock(story: Story, scene: Scene) -> Event | None:
    blocked = [one for one in scene.waiting if one.kind not in ("exit", "running")]
    finding = deadlocks.find(blocked, scene.events, scene.rows)
    story.headline, story.rule = finding.headline, finding.rule
    ordered = [one for one in blocked if one in finding.first]
    ordered += [one for one in blocked if one not in finding.first and one.kind != "join"]
    ordered += [one for one in blocked if one not in ordered]
    facts = [what_it_waits_for(one, scene.events, scene.rows) for one in ordered]
    story.because = finding.facts + [fact for fact in facts if fact.rstrip(".\u3002") not in story.headline]
    main = next((one for one in blocked if one.kind == "join" and one.thread.index == 0), None)
    if main is not None and len(scene.explorer.machine.threads) == 2:  # noqa: PLR2004 main and the one it waits for
        story.because.append(_("No other thread had been started when main began to wait for {name}.", name=main.name))
    dead = next((one for one in scene.run.failures if one.thread), None)
    if dead is None and not any(one.thread.index == 0 for one in blocked):
        dead = next((one for one in scene.run.failures if not isinstance(one.error, AssertionError)), None)
    if dead is not None and not any(one.kind == "lock" and one.holder_ended for one in blocked):
        return _deadlock_after_death(story, scene, dead, blocked)
    if finding.event is not None:
        return finding.event
    return next((last_wait(one, scene.events) for one in finding.first or ordered), None)


def _deadlock_after_death(story: Story, scene: Scene, dead: Failure, blocked: Sequence[Waiting]) -> Event | None:
    """Somebody died of an exception, and others wait for what it would have done."""
    left = [one.label for one in blocked if one.kind != "join"] or [one.label for one in blocked]
    file, line, _function = innermost_line(dead.error, scene.explorer.world)
    name = dead.name if dead.thread else thread_label(scene.explorer.machine.main)
    story.headline = _(
        "{name} died of {error}, and now {names} can never go on.",
        name=name,
        error=in_short(dead.error),
        names=join_words(left),
    )
    story.because.insert(
        0, _("{name} ended{where}, and did nothing of what comes after it.", name=name, where=_on_line(file, line))
    )
    story.rule = rule_of(dead.error, scene.explorer) or _(
        "The others wait for what {name} would have done next. Why did it end before that?", name=name
    )
    story.traceback = learners_traceback(dead.error, scene.explorer.world)
    return next((event for event in scene.events if event.kind == "raise"), None)


def _lost_update(story: Story, scene: Scene) -> Event | None:
    found = scene.explorer.race.found
    if found is None:
        return None
    name = found.write.site.name
    threads = scene.explorer.machine.threads

    def label(access: Access) -> str:
        return thread_label(threads[access.thread])

    me, other = label(found.write), label(found.other)
    if found.seen:
        story.headline = _(
            "an update of `{name}` was lost: {me} wrote back a value computed from an old one, over "
            "what {other} wrote.",
            name=name,
            me=me,
            other=other,
        )
    else:
        story.headline = _(
            "an update of `{name}` can get lost: nothing keeps {other} from writing between {me}'s read and its write.",
            name=name,
            other=other,
            me=me,
        )
    other_name = found.other.site.name
    same = _(" (there it is called `{name}`)", name=other_name) if other_name != name else ""
    mine, theirs = _held(scene, found.write), _held(scene, found.other)
    at_read = _held(scene, found.read)
    reads, writes = _line(found.read), _line(found.write, like=found.read)
    story.because = [
        _(
            "{thread} reads `{name}` on {reads} and writes the new value on {writes}, holding {locks}.",
            thread=me,
            name=name,
            reads=reads,
            writes=writes,
            locks=_names(mine),
        ),
        _writes_between(
            found.seen,
            other=other,
            same=same,
            line=_line(found.other, like=found.write),
            locks=_names(theirs),
        ),
        _what_would_order(me, other, at_read, mine, theirs),
    ]
    if not found.seen:
        story.because.append(_("It went well in this schedule; in another one it does not."))
    story.rule = _(
        "Reading, computing and writing back are three steps, and a switch can come between any "
        "two. What must be true while one thread does all three?"
    )
    return next((event for event in scene.events if event.kind == "write" and event.step == found.write.step), None)


def _writes_between(seen: bool, **values: str) -> str:
    """Return the sentence about the other thread's write, which came or can come between."""
    if seen:
        return _("{other} writes it{same} on {line}, between those two, holding {locks}.", **values)
    return _(
        "{other} writes it{same} on {line}, and nothing keeps it from coming between those two, holding {locks}.",
        **values,
    )


def _line(access: Access, *, like: Access | None = None) -> str:
    """Return the line of *access* with its text, unless *like* has shown it."""
    line, file = access.site.line, access.site.file
    text = linecache.getline(file, line).strip()
    if like is not None and (like.site.file, like.site.line) == (file, line):
        return _("line {line} too", line=line) if like is not access else _("line {line}", line=line)
    if text and len(text) <= _LONGEST_SOURCE:
        return _("line {line} (`{text}`)", line=line, text=text)
    return _("line {line}", line=line)


def _held(scene: Scene, access: Access) -> dict[int, tuple[str, int]]:
    """Return the locks that the thread of *access* held there: name, and the step in which it took it."""
    held: dict[int, tuple[str, int]] = {}
    for event in scene.events:
        if event.step > access.step:
            break
        if event.thread != access.thread:
            continue
        if event.kind == "acquired" and event.place.line:
            held[id(event.thing)] = (lock_name(event.place), event.step)
        elif event.kind == "released":
            held.pop(id(event.thing), None)
    return held


def _names(held: dict[int, tuple[str, int]]) -> str:
    return join_words([f"`{name}`" for name, _step in held.values()]) or _("no lock")


def _what_would_order(
    me: str,
    other: str,
    at_read: dict[int, tuple[str, int]],
    mine: dict[int, tuple[str, int]],
    theirs: dict[int, tuple[str, int]],
) -> str:
    """Return what is missing: an order between the two."""
    both = [lock for lock in mine if lock in theirs]
    if both and all(at_read.get(lock) != mine[lock] for lock in both):
        name = mine[both[0]][0]
        return _(
            "{me} lets `{name}` go between its read and its write, so `{name}` does not keep {other} out.",
            me=me,
            name=name,
            other=other,
        )
    if mine and theirs and not both:
        return _("These are different locks, and a lock keeps out only those who take the same one.")
    if mine or theirs:
        holder, without = (me, other) if mine else (other, me)
        held = mine or theirs
        return _(
            "{holder}'s {names} keeps out only those who take it as well; {without} does not.",
            holder=holder,
            names=_names(held),
            without=without,
        )
    return _(
        "An order would come from a lock that both hold meanwhile, or from one that waits for "
        "the other (join, Event, Queue, ...). There is none."
    )


def _on_line(file: str, line: int) -> str:
    """Return " on line 7", and of what, if that is the spec; "" if no line is known."""
    if not line:
        return ""
    return _(" on line {line} of the spec", line=line) if is_spec(file) else _(" on line {line}", line=line)


def _exception(story: Story, scene: Scene) -> Event | None:
    failure = scene.failure()
    error = failure.error
    file, line, function = innermost_line(error, scene.explorer.world)
    where = _on_line(file, line)
    story.rule = rule_of(error, scene.explorer)
    if isinstance(error, SystemExit):
        story.headline = _(
            "the program called sys.exit({code!r}){where}, which ends it as failed.", code=error.code, where=where
        )
        story.rule = _(
            "A function that others call reports by its result or by an exception. Who should decide to exit?"
        )
    elif isinstance(error, RecursionError):
        story.headline = _(
            "{function} calls itself without end{where}.", function=function or _("a function"), where=where
        )
    elif failure.thread:
        story.headline = _(
            "{name} ended with an exception{where}: {error}", name=failure.name, where=where, error=in_short(error)
        )
        started = None if line else _start_of(failure.thread, scene)
        if started is not None:
            story.because.append(
                _(
                    "{name} was started on line {line}: `{source}`",
                    name=failure.name,
                    line=started.place.line,
                    source=started.place.source,
                )
            )
        story.because.append(
            _("An exception in a thread does not reach join(): the other threads go on as if nothing had happened.")
        )
    else:
        story.headline = _("an exception{where}: {error}", where=where, error=in_short(error))
    return next((event for event in scene.events if event.kind == "raise"), None)


def _start_of(thread: int, scene: Scene) -> Event | None:
    """Return the event of starting the thread with that index."""
    starts = (event for event in scene.events if event.kind == "start" and event.thing.index == thread)
    return next((event for event in starts if event.place.line), None)


def _assertion(story: Story, scene: Scene) -> Event | None:
    failure = scene.failure()
    line, function = innermost_line(failure.error, scene.explorer.world)[1:]
    message = plain_text(str(failure.error).strip())
    first_line = message.splitlines()[0] if message else ""
    absent = _DID_NOT_RAISE.match(first_line)
    if absent is not None:
        story.headline = _("{error} should have come out of this call, and no exception came.", error=absent[1])
    elif first_line:
        # A spec's own text may be known in the language in use; any other stays as it is.
        first_line = _(first_line)
        story.headline = first_line if len(first_line) <= 300 else first_line[:297] + "..."  # noqa: PLR2004 a paragraph
    else:
        story.headline = _(
            "what {function} asserts on line {line} does not hold in this schedule.",
            function=function or _("the spec"),
            line=line,
        )
    if len(scene.explorer.machine.threads) > 1:
        story.rule = _(
            "The lanes show one order in which the threads can run. Which step would have to come "
            "earlier, later, or at the same time as another?"
        )
    return None


#: Operations for which somebody has had a lock when who waits for it is told as waiting, and not as going round too.
_LONG: Final = 1000


def _runs_on(one: Waiting, scene: Scene) -> bool:
    """Return whether *one* goes round in a livelock, rather than waiting all the time for a lock or something else."""
    if one.kind != "lock" or one.holder_since is None:
        return one.kind in ("running", "lock", "other")
    return one.could_run or scene.explorer.machine.steps - one.holder_since.step < _LONG


def _livelock(story: Story, scene: Scene) -> Event | None:
    active = [one for one in scene.waiting if one.place.line and _runs_on(one, scene)]
    names = join_words([one.label for one in active]) or _("the program")
    story.headline = ngettext(
        "{threads} runs for ever and gets nowhere.",
        "{threads} run for ever and get nowhere.",
        max(1, len(active)),
        threads=names,
    )
    story.because = [
        _(
            "{thread} is in the loop at line {line}: `{source}`",
            thread=one.label,
            line=one.place.line,
            source=one.place.source,
        )
        for one in active
    ]
    story.because += [
        what_it_waits_for(one, scene.events, scene.rows)
        for one in scene.waiting
        if one not in active and one.kind not in ("exit", "running")
    ]
    if len(scene.rows.rows) > 1:
        story.because.append(_("The steps below are one turn of what is repeated; nothing that they look at changes."))
    story.rule = _("What would have to become true for this loop to end, and which thread makes it so?")
    return None


def _leftover(story: Story, scene: Scene) -> Event | None:
    left = scene.run.left_over
    story.headline = ngettext(
        "{threads} was still running when the call returned.",
        "{threads} were still running when the call returned.",
        len(left),
        threads=join_words(left),
    )
    story.rule = _("Whoever starts a thread is the one who can wait for its end. Where is that done?")
    return None


def _unsupported(story: Story, scene: Scene) -> Event | None:
    error = scene.failure().error
    story.headline = _("{sentence}.", sentence=error)
    file, line, _function = innermost_line(error, scene.explorer.world)
    if line:
        source = linecache.getline(file, line).strip()
        story.because.append(_("It did so{where}: `{source}`", where=_on_line(file, line), source=source))
    story.rule = _(
        "Simulated threads can use threading, queue, concurrent.futures (threads), sched, time, logging, and TCP "
        "sockets on this computer. Run a program that needs more with plain python."
    )
    return None


def _not_implemented(story: Story, scene: Scene) -> Event | None:
    file, line, function = innermost_line(scene.failure().error, scene.explorer.world)
    story.file = short_path(file) if file else story.file
    story.headline = _(
        "{function} is not written yet (line {line}).", function=function or _("this function"), line=line
    )
    story.rule = _("The README beside this file tells the task. Replace the line that raises NotImplementedError.")
    return None


def _out_of_memory(story: Story, scene: Scene) -> Event | None:
    del scene
    story.headline = _("the program asked for more memory than a run may have.")
    story.rule = _("Which collection grows without end, or is far larger than the task needs?")
    return None


def _time_limit(story: Story, scene: Scene) -> Event | None:
    story.headline = _("{sentence}.", sentence=scene.failure().error)
    story.rule = _("Which loop prints, and when is it meant to stop?")
    return None


def _inconclusive(story: Story, scene: Scene) -> Event | None:
    explorer = scene.explorer
    if scene.run.outcome == HORIZON:
        story.headline = _(
            "the program still ran after {horizon:g} seconds of virtual time (the horizon); nothing "
            "wrong was seen until then.",
            horizon=explorer.horizon,
        )
    elif scene.run.outcome == EXHAUSTED and len(explorer.machine.threads) >= THREAD_LIMIT:
        if scene.run.body_ended:
            story.headline = _(
                "the call has returned, and threads go on starting threads: {count:,} until the schedule was broken "
                "off.",
                count=THREAD_LIMIT,
            )
        else:
            story.headline = _(
                "threads go on starting threads: {count:,} until the schedule was broken off.", count=THREAD_LIMIT
            )
    elif scene.run.outcome == EXHAUSTED:
        story.headline = _(
            "the program still ran after {step_limit:,} operations; nothing wrong was seen until then.",
            step_limit=explorer.machine.step_limit,
        )
    else:
        story.headline = _("the schedule was broken off; nothing wrong was seen until then.")
    story.rule = _("A program that runs for ever by design can be run for a while: --horizon SECONDS of virtual time.")
    return None


TELLERS: Final[dict[str, Callable[[Any, Scene], Event | None]]] = {
    words.DEADLOCK: _deadlock,
    words.LOST_UPDATE: _lost_update,
    words.EXCEPTION: _exception,
    words.ASSERTION: _assertion,
    words.LIVELOCK: _livelock,
    words.LEFTOVER: _leftover,
    words.UNSUPPORTED: _unsupported,
    words.NOT_IMPLEMENTED: _not_implemented,
    words.OUT_OF_MEMORY: _out_of_memory,
    words.TIME_LIMIT: _time_limit,
    words.INCONCLUSIVE: _inconclusive,
}
