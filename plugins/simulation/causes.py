"""Causes: what is wrong, by which rule, and what to think about next; a sentence for each kind of mistake.

One question decides over every text here: would a beginner know what happened and where, without being given the code?
"""

from __future__ import annotations

import os
import sys
import sysconfig
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, Final

from plugins.simulation import result as words
from plugins.simulation.machine import EXHAUSTED, HORIZON
from plugins.simulation.recorder import ENGINE_FOLDER, Event, thread_label

if TYPE_CHECKING:
    from plugins.simulation.autopsy import Waiting
    from plugins.simulation.explore import Explorer, Run
    from plugins.simulation.race import Access, LostUpdate
    from plugins.simulation.story import Story
    from plugins.simulation.world import World

_STDLIB: Final = os.path.realpath(sysconfig.get_path("stdlib")) + os.sep
_PLUGINS: Final = os.path.dirname(os.path.dirname(ENGINE_FOLDER)) + os.sep


def is_learners_file(path: str, world: World) -> bool:
    """Return whether *path* is code that a learner may know: his own, or a spec's."""
    if world.is_learners("", os.path.realpath(path)):
        return True
    if path.startswith(("<", ENGINE_FOLDER, _PLUGINS)) or "site-packages" in path:
        return False
    return not os.path.realpath(path).startswith(_STDLIB)


def short_path(path: str) -> str:
    """Return *path* as short as a person would say it here."""
    try:
        relative = os.path.relpath(path)
    except ValueError:  # another drive
        return path
    return path if relative.startswith("..") and len(relative) > len(path) else relative


def relevant(explorer: Explorer, events: Sequence[Event], verdict: str) -> list[Event]:
    """Return the events that the story of *verdict* needs."""
    kept: list[Event] = []
    users: dict[tuple[int, Any], set[int]] = {}
    for event in events:
        if event.kind in ("read", "write"):
            users.setdefault(_variable(event), set()).add(event.thread)
    variable: tuple[int, Any] | None = None
    found = explorer.race.found
    if verdict == words.LOST_UPDATE and found is not None:
        variable = found.variable
    for event in events:
        if event.kind in ("read", "write"):
            if verdict in (words.DEADLOCK, words.LEFTOVER) and event.kind == "read":
                continue
            if variable is not None and _variable(event) != variable:
                continue
            if len(users[_variable(event)]) < 2:  # noqa: PLR2004 nobody else has to do with it
                continue
        kept.append(event)
    return kept


def _variable(event: Event) -> tuple[int, Any]:
    owner, key = event.thing
    return id(owner), key if type(key) in (int, str, bytes, bool, float, type(None)) else repr(type(key))


def explain(
    story: Story, explorer: Explorer, run: Run, events: Sequence[Event], waiting: Sequence[Waiting]
) -> None:
    """Fill in *story*'s sentences."""
    story.file = _main_file(story, explorer, run, events)
    teller = _TELLERS.get(run.verdict)
    if teller is not None:
        teller(story, explorer, run, events, waiting)


def _main_file(story: Story, explorer: Explorer, run: Run, events: Sequence[Event]) -> str:
    """Return the file that most of the story happens in: the learner's, rather than the spec."""
    counts: dict[str, int] = {}
    for event in events:
        file = event.place.file
        if file and explorer.world.is_learners("", os.path.realpath(file)):
            counts[file] = counts.get(file, 0) + 1
    if counts:
        return short_path(max(counts, key=lambda file: counts[file]))
    from plugins.simulation.narrate import innermost_learners_line

    for failure in run.failures:
        file = innermost_learners_line(failure.error, explorer)[0]
        if file:
            return short_path(file)
    return story.file


# -- deadlock ------------------------------------------------------------------------------------------------------


def _deadlock(
    story: Story, explorer: Explorer, run: Run, events: Sequence[Event], waiting: Sequence[Waiting]
) -> None:
    blocked = [one for one in waiting if one.kind not in ("exit", "running")]
    for one in blocked:
        story.because.append(_what_it_waits_for(one))
    for find in (_lock_cycle, _never_released, _waits_while_holding, _lost_wakeup, _no_notify, _event, _queue, _barrier, _semaphore, _future):
        told = find(blocked, events)
        if told is not None:
            story.headline, story.rule, *more = told
            story.because[:0] = more
            return
    names = _and([one.label for one in blocked])
    story.headline = f"{names} can never go on: nobody is left who could wake {_them(blocked)}."
    story.rule = "Who was meant to wake this thread, and what did that thread do instead?"


def _what_it_waits_for(one: Waiting) -> str:
    line = f" (line {one.place.line})" if one.place.line else ""
    facts = one.facts
    if one.kind == "lock":
        if one.holder is None:
            return f"{one.label} waits for {one.name}{line}, which is locked and belongs to no thread."
        since = f" since line {one.holder_since.place.line}" if one.holder_since and one.holder_since.place.line else ""
        owner = "itself" if one.holder is one.thread else thread_label(one.holder)
        ended = ", and that thread has ended" if one.holder_ended else ""
        return f"{one.label} waits for {one.name}{line}, held by {owner}{since}{ended}."
    if one.kind == "join":
        return f"{one.label} waits for {one.name} to end{line}."
    text = {
        "condition": f"{one.label} waits for a notify on {one.name}{line}",
        "event": f"{one.label} waits until {one.name} is set{line}",
        "semaphore": f"{one.label} waits for a free slot of {one.name}{line}",
        "get": f"{one.label} waits for an item from {one.name}, which is empty{line}",
        "put": f"{one.label} waits for room in {one.name}, which is full"
        f" ({facts.get('size', '?')} of {facts.get('capacity', '?')}){line}",
        "queue-join": f"{one.label} waits until every item of {one.name} was reported done{line};"
        f" {facts.get('unfinished', '?')} were not",
        "barrier": f"{one.label} waits at {one.name}{line}:"
        f" {facts.get('arrived', '?')} of {facts.get('parties', '?')} have arrived",
        "future": f"{one.label} waits for the result of a task{line}",
    }.get(one.kind, f"{one.label} waits{line}")
    return text + "."


def _lock_cycle(blocked: list[Waiting], events: Sequence[Event]) -> tuple[str, ...] | None:
    del events
    by_thread = {one.thread.index: one for one in blocked}
    for first in blocked:
        if first.kind == "lock" and first.holder is first.thread:
            return (
                f"{first.label} waits for {first.name}, which it already holds itself.",
                "A Lock does not know its owner: taking it a second time waits for oneself. "
                "Which function is called while the lock is already held?",
            )
        chain = [first]
        while True:
            last = chain[-1]
            following = None
            if last.kind == "lock" and last.holder is not None:
                following = by_thread.get(last.holder.index)
            elif last.kind == "join":
                following = by_thread.get(last.thing.index)
            if following is None or (following in chain and following is not first):
                break
            if following is first:
                names = _and([one.label for one in chain])
                if all(one.kind == "lock" for one in chain):
                    return (
                        f"{names} wait for each other: each holds a lock that the next one needs.",
                        "Nobody here gives back what it holds before it has the rest. "
                        "What if every thread took these locks in the same order?",
                    )
                return (
                    f"{names} wait for each other in a circle.",
                    "One of them would have to let go first. Which one can, and when?",
                )
            chain.append(following)
    return None


def _never_released(blocked: list[Waiting], events: Sequence[Event]) -> tuple[str, ...] | None:
    del events
    for one in blocked:
        if one.kind == "lock" and one.holder is not None and one.holder_ended:
            line = f" on line {one.holder_since.place.line}" if one.holder_since and one.holder_since.place.line else ""
            return (
                f"{one.name} was taken by {thread_label(one.holder)}{line} and never released.",
                "A lock outlives the thread that took it. By which way did that thread leave without releasing it?",
            )
    return None


def _waits_while_holding(blocked: list[Waiting], events: Sequence[Event]) -> tuple[str, ...] | None:
    """Somebody waits for what another thread would have to do, and keeps the lock that this needs."""
    held: dict[int, Event] = {}
    for event in events:
        if event.kind == "acquired":
            held[id(event.thing)] = event
        elif event.kind == "released":
            held.pop(id(event.thing), None)
    for one in blocked:
        if one.kind in ("lock", "condition", "other"):
            continue
        for event in held.values():
            others = [other for other in blocked if other is not one and _needs(other, event.thing)]
            if event.thread != one.thread.index or not others or not event.place.line:
                continue
            lock = event.place.receiver_name or "a lock"
            return (
                f"{_what_it_waits_for(one).removesuffix('.')}, and meanwhile holds {lock}, "
                f"which {_and([other.label for other in others])} {'need' if len(others) > 1 else 'needs'} to go on.",
                "Whoever waits keeps what it holds. Who could end this wait, and what does that thread need for it?",
            )
    return None


def _needs(one: Waiting, lock: Any) -> bool:
    """Return whether *one* cannot go on without *lock*: it waits for it, or will when it is notified."""
    if one.kind == "lock":
        return one.thing is lock
    if one.kind != "condition":
        return False
    inner = getattr(one.thing, "_lock", None)
    return inner is lock or getattr(inner, "_block", None) is lock


def _lost_wakeup(blocked: list[Waiting], events: Sequence[Event]) -> tuple[str, ...] | None:
    waiters = [one for one in blocked if one.kind == "condition"]
    for one in waiters:
        asleep = _last_step_of(one, events)
        for event in reversed(events):
            if event.kind != "notify" or event.thing is not one.thing:
                continue
            if event.names:
                break
            if event.step < asleep:
                sender = _label_of(event, blocked)
                return (
                    f"a notify was lost: it was sent when nobody was waiting, and now {one.label} waits for one "
                    f"that will not come.",
                    "A notify is not remembered. What would still be true for a thread that comes later, "
                    "and could be looked at before waiting?",
                    f"{sender} sent its notify on {one.name} (line {event.place.line}, step {event.step}) "
                    f"when nobody was waiting, so nothing happened.",
                )
    return None


def _no_notify(blocked: list[Waiting], events: Sequence[Event]) -> tuple[str, ...] | None:
    waiters = [one for one in blocked if one.kind == "condition"]
    if not waiters:
        return None
    one = waiters[0]
    notifies = [event for event in events if event.kind == "notify" and event.thing is one.thing]
    names = _and([waiter.label for waiter in waiters])
    if len(waiters) > 1 and notifies:
        return (
            f"{names} all wait for a notify on {one.name}, and nobody is left to send one.",
            "The last notify may have woken a thread that could not use it. Whom must it reach, and how many?",
        )
    if not notifies:
        return (
            f"{names} {'wait' if len(waiters) > 1 else 'waits'} for a notify on {one.name}, and nobody ever sends one.",
            "A waiting thread sleeps until somebody wakes it. Who changes what it waits for, and does he say so?",
        )
    return (
        f"{one.label} waits for a notify on {one.name}, and nobody is left to send one.",
        "After the last notify somebody still went to wait. How does a thread know, before it waits, "
        "that there is something to wait for?",
    )


def _event(blocked: list[Waiting], events: Sequence[Event]) -> tuple[str, ...] | None:
    for one in blocked:
        if one.kind != "event":
            continue
        sets = [event for event in events if event.place.call == "Event.set" and event.place.receiver is one.thing]
        clears = [event for event in events if event.place.call == "Event.clear" and event.place.receiver is one.thing]
        undone = next((clear for clear in clears if sets and clear.step > sets[0].step), None)
        if undone is not None:
            return (
                f"{one.name} was set, then cleared again before {one.label} had seen it.",
                "set() wakes those who wait now and those who come later, until somebody clears it. "
                "Who may say that the signal is over?",
                f"{_label_of(undone, blocked)} cleared {one.name} on line {undone.place.line}.",
            )
        if not sets:
            return (
                f"{one.label} waits until {one.name} is set, and nobody ever sets it.",
                "Which thread gives this signal, and on which way does it come there?",
            )
    return None


def _queue(blocked: list[Waiting], events: Sequence[Event]) -> tuple[str, ...] | None:
    del events
    getters = [one for one in blocked if one.kind == "get"]
    putters = [one for one in blocked if one.kind == "put"]
    joiners = [one for one in blocked if one.kind == "queue-join"]
    if putters:
        one = putters[0]
        return (
            f"{one.label} waits for room in {one.name}, and nobody is left who takes anything out.",
            "A bounded queue makes its producers wait for its consumers. Where did the consumers go?",
        )
    if joiners:
        one = joiners[0]
        return (
            f"{one.name}.join() waits for {one.facts.get('unfinished', 'some')} items that were never reported done.",
            "join() counts: put() adds one, task_done() takes one off. Is it called once for every item that was "
            "taken, whatever happens to that item?",
        )
    if getters:
        one = getters[0]
        names = _and([getter.label for getter in getters])
        return (
            f"{names} {'wait' if len(getters) > 1 else 'waits'} for an item from {one.name}, "
            f"and nobody is left who puts one in.",
            "A consumer cannot see that no more will come. Who tells each of them that it is over?",
        )
    return None


def _barrier(blocked: list[Waiting], events: Sequence[Event]) -> tuple[str, ...] | None:
    del events
    for one in blocked:
        if one.kind == "barrier":
            parties, arrived = one.facts.get("parties", "?"), one.facts.get("arrived", "?")
            return (
                f"{one.name} waits for {parties} threads, {arrived} have arrived, and no more will come.",
                "A barrier opens for a full group only. How many threads come here, and is that a multiple of the group?",
            )
    return None


def _semaphore(blocked: list[Waiting], events: Sequence[Event]) -> tuple[str, ...] | None:
    del events
    for one in blocked:
        if one.kind == "semaphore":
            return (
                f"{one.label} waits for a slot of {one.name}, and nobody is left who gives one back.",
                "Every slot that is taken has to be given back, on every way out. Which way forgets it?",
            )
    return None


def _future(blocked: list[Waiting], events: Sequence[Event]) -> tuple[str, ...] | None:
    del events
    for one in blocked:
        if one.kind == "future":
            return (
                f"{one.label} waits for the result of a task that cannot run.",
                "A task that waits for another task of its own pool holds the worker that the other one needs. "
                "How many workers are there?",
            )
    return None


# -- the other verdicts --------------------------------------------------------------------------------------------


def _lost_update(
    story: Story, explorer: Explorer, run: Run, events: Sequence[Event], waiting: Sequence[Waiting]
) -> None:
    del run, waiting
    found = explorer.race.found
    if found is None:
        return
    name = found.write.site.name
    threads = explorer.machine.threads

    def label(access: Access) -> str:
        return thread_label(threads[access.thread])

    me, other = label(found.write), label(found.other)
    if found.seen:
        story.headline = (
            f"an update of {name} was lost: {me} wrote back a value computed from an old one, over what {other} wrote."
        )
    else:
        story.headline = (
            f"an update of {name} can get lost: nothing keeps {other} from writing between {me}'s read and its write."
        )
    story.because = [
        f"{me} reads {name} on line {found.read.site.line} and writes the new value on line {found.write.site.line}.",
        f"{other} writes {name} on line {found.other.site.line}, "
        + ("between those two." if found.seen else "and no lock, join or other order keeps it from coming between."),
    ]
    if not found.seen:
        story.because.append("It went well in this schedule; in another one it does not.")
    story.rule = (
        "Reading, computing and writing back are three steps, and a switch can come between any two. "
        "What must be true while one thread does all three?"
    )
    _mark(story, found)


def _mark(story: Story, found: LostUpdate) -> None:
    for row in story.steps:
        row.mark = False
    for row in story.steps:
        if row.number == found.write.step and row.text.startswith("writes"):
            row.mark = True
            return


def _exception(
    story: Story, explorer: Explorer, run: Run, events: Sequence[Event], waiting: Sequence[Waiting]
) -> None:
    del events, waiting
    from plugins.simulation.explore import judge_error
    from plugins.simulation.narrate import innermost_learners_line

    failure = next(one for one in run.failures if judge_error(one.error) == run.verdict)
    error = failure.error
    _, line, function = innermost_learners_line(error, explorer)
    where = f" (line {line})" if line else ""
    what = f"{type(error).__name__}: {error}" if str(error) else type(error).__name__
    first_line = what.splitlines()[0]
    if len(first_line) > 160:  # noqa: PLR2004 a headline
        first_line = first_line[:157] + "..."
    if isinstance(error, SystemExit):
        story.headline = f"the program called sys.exit({error.code!r}){where}, which ends it as failed."
        story.rule = "A function that others call reports by its result or by an exception. Who should decide to exit?"
        return
    if isinstance(error, RecursionError):
        story.headline = f"{function or 'a function'} calls itself without end{where}."
        story.rule = "Every recursion needs a case in which it stops. Which one is it here?"
        return
    if failure.thread:
        story.headline = f"{failure.name} ended with an exception: {first_line}{where}"
        story.because.append(
            "An exception in a thread does not reach join(): the other threads go on as if nothing had happened."
        )
    else:
        story.headline = f"{first_line}{where}"
    story.rule = _EXCEPTION_RULES.get(str(error), "")
    if isinstance(error, TypeError) and "argument" in str(error):
        story.rule = "The spec calls the function with the signature in the README. Does yours take the same arguments?"


_EXCEPTION_RULES: Final = {
    "release unlocked lock": "release() gives back what acquire() took. Who took this lock, and was it given back already?",
    "cannot wait on un-acquired lock": "wait() lets go of the lock, so its caller must hold it. Where is it taken?",
    "cannot notify on un-acquired lock": "notify() belongs to a change made under the lock. Where is the lock taken?",
    "threads can only be started once": "A Thread object is one run. What would a second run need?",
    "cannot join thread before it is started": "join() waits for a thread that runs. Where is it started?",
    "cannot join current thread": "A thread that waits for its own end never comes there. Who should wait for it?",
    "Semaphore released too many times": "A slot was given back that nobody had taken. On which way is release() called twice?",
}


def _assertion(
    story: Story, explorer: Explorer, run: Run, events: Sequence[Event], waiting: Sequence[Waiting]
) -> None:
    del events, waiting
    from plugins.simulation.explore import judge_error
    from plugins.simulation.narrate import innermost_learners_line

    failure = next(one for one in run.failures if judge_error(one.error) == run.verdict)
    _, line, function = innermost_learners_line(failure.error, explorer)
    message = str(failure.error).strip()
    first_line = message.splitlines()[0] if message else ""
    if first_line:
        story.headline = first_line if len(first_line) <= 300 else first_line[:297] + "..."  # noqa: PLR2004 a paragraph
    else:
        story.headline = f"what {function or 'the spec'} asserts on line {line} does not hold in this schedule."
    story.rule = "The lanes show one order in which the threads can run. Which step should not have been possible yet?"
    if explorer.schedules <= 1 or len(explorer.machine.threads) == 1:
        story.rule = ""


def _livelock(
    story: Story, explorer: Explorer, run: Run, events: Sequence[Event], waiting: Sequence[Waiting]
) -> None:
    del explorer, run
    active = [one for one in waiting if one.kind in ("running", "lock", "other") and one.place.line]
    names = _and([one.label for one in active]) or "the program"
    story.headline = f"{names} {'run' if len(active) > 1 else 'runs'} for ever and {'get' if len(active) > 1 else 'gets'} nowhere."
    story.because = [f"{one.label} is in the loop at line {one.place.line}: {one.place.source}" for one in active]
    for one in waiting:
        if one not in active and one.kind not in ("exit", "running"):
            story.because.append(_what_it_waits_for(one))
    story.rule = "What would have to become true for this loop to end, and which thread makes it so?"
    del events


def _leftover(
    story: Story, explorer: Explorer, run: Run, events: Sequence[Event], waiting: Sequence[Waiting]
) -> None:
    del explorer, events, waiting
    names = _and(run.left_over)
    story.headline = f"{names} {'were' if len(run.left_over) > 1 else 'was'} still running when the call returned."
    story.rule = "Whoever starts a thread is the one who can wait for its end. Where is that done?"


def _unsupported(
    story: Story, explorer: Explorer, run: Run, events: Sequence[Event], waiting: Sequence[Waiting]
) -> None:
    del explorer, events, waiting
    error = next(one.error for one in run.failures if type(one.error).__name__ == "Unsupported")
    story.headline = f"{error}."
    story.rule = (
        "Simulated threads can use threading, queue, concurrent.futures (threads), sched, time and logging. "
        "Run a program that needs more with plain python."
    )


def _not_implemented(
    story: Story, explorer: Explorer, run: Run, events: Sequence[Event], waiting: Sequence[Waiting]
) -> None:
    del events, waiting
    from plugins.simulation.narrate import innermost_learners_line

    error = next(one.error for one in run.failures if isinstance(one.error, NotImplementedError))
    file, line, function = innermost_learners_line(error, explorer)
    story.file = short_path(file) if file else story.file
    story.headline = f"{function or 'this function'} is not written yet (line {line})."
    story.rule = "The README beside this file tells the task. Replace the line that raises NotImplementedError."


def _out_of_memory(
    story: Story, explorer: Explorer, run: Run, events: Sequence[Event], waiting: Sequence[Waiting]
) -> None:
    del run, events, waiting, explorer
    story.headline = "the program asked for more memory than a run may have."
    story.rule = "Which collection grows without end, or is far larger than the task needs?"


def _time_limit(
    story: Story, explorer: Explorer, run: Run, events: Sequence[Event], waiting: Sequence[Waiting]
) -> None:
    del explorer, events, waiting
    story.headline = f"{run.failures[0].error}."
    story.rule = "Which loop prints, and when is it meant to stop?"


def _inconclusive(
    story: Story, explorer: Explorer, run: Run, events: Sequence[Event], waiting: Sequence[Waiting]
) -> None:
    del events, waiting
    if run.outcome == HORIZON:
        story.headline = (
            f"the program still ran after {explorer.horizon:g} seconds of virtual time (the horizon); "
            f"nothing wrong was seen until then."
        )
    elif run.outcome == EXHAUSTED:
        story.headline = (
            f"the program still ran after {explorer.machine.step_limit:,} operations; nothing wrong was seen until then."
        )
    else:
        story.headline = "the schedule was broken off; nothing wrong was seen until then."
    story.rule = "A program that runs for ever by design can be run for a while: --horizon SECONDS of virtual time."


_TELLERS: Final[dict[str, Callable[..., None]]] = {
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


def _last_step_of(one: Waiting, events: Sequence[Event]) -> int:
    """Return the step in which *one*'s thread went to wait."""
    for event in reversed(events):
        if event.thread == one.thread.index and event.kind == "blocked":
            return event.step
    return sys.maxsize


def _label_of(event: Event, blocked: Sequence[Waiting]) -> str:
    for one in blocked:
        if one.thread.index == event.thread:
            return one.label
    return event.label or f"thread {event.thread}"


def _and(names: list[str]) -> str:
    if len(names) < 2:  # noqa: PLR2004 nothing to join
        return "".join(names)
    return ", ".join(names[:-1]) + " and " + names[-1]


def _them(blocked: Sequence[Waiting]) -> str:
    return "them" if len(blocked) > 1 else "it"
