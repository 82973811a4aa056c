"""How a run was stuck: who waits for what, where, by which rule, and what to think about.

One question decides over every text here: would a beginner know what happened and where, without being given the code?
Each kind is a function that returns a `Finding` if the run is of it; the first one is told.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from plugins.real import telling, waiting
from plugins.real.waiting import Scene, Waiting
from plugins.simulation import result as words
from plugins.simulation.finding import join_words
from plugins.simulation.learners import short_path
from plugins.simulation.story import Story

if TYPE_CHECKING:
    from collections.abc import Sequence

    from plugins.real.supervisor import Ending

#: Facts that a page has room for.
_MOST_FACTS: Final = 8
_IDLE: Final = (waiting.WORKER,)


@dataclass
class Finding:
    """What kind of standstill it is.

    :ivar headline: what is wrong, in one sentence.
    :ivar rule: what to think about.
    :ivar facts: what does not follow from who waits for what.
    :ivar first: whose wait is told first.
    """

    headline: str
    rule: str
    facts: list[str] = field(default_factory=list)
    first: list[Waiting] = field(default_factory=list)


def of_stuck(ended: Ending, file: str, hidden: Sequence[str]) -> Story:
    """Return the story of a run in which nobody could ever go on."""
    scene = Scene(ended, hidden)
    found = next((one for kind in _KINDS if (one := kind(scene)) is not None), None)
    if found is None:
        found = Finding(_everybody(scene), "Each waits for another one. Who should have gone on, and what held it?")
    story = Story(words.DEADLOCK, found.headline, file=file, printed=ended.output, rule=found.rule)
    ordered = [*found.first, *(one for one in scene.waiting if one not in found.first and one.kind not in _IDLE)]
    story.because = [*found.facts, *(f"{one.sentence}." for one in ordered)][:_MOST_FACTS]
    idle = [one for one in scene.waiting if one.kind in _IDLE and one not in found.first]
    if idle:
        names = join_words([one.who for one in idle])
        story.because.append(f"{names} {'have' if len(idle) > 1 else 'has'} nothing to do.")
    _add_failures(story, scene, hidden)
    return story


def add_places(story: Story, ended: Ending, hidden: Sequence[str]) -> None:
    """Let *story* say where every process was."""
    scene = Scene(ended, hidden)
    story.because += [
        f"{one.sentence}." for one in scene.waiting if one.line or one.kind in (waiting.HALTED, waiting.RUNS)
    ][:_MOST_FACTS]


def add_deaths(story: Story, ended: Ending) -> None:
    """Let *story* note which processes ended in an unusual way."""
    codes: dict[str, int] = {}
    # What ended later was ended by the machine.
    for record in ended.of_kind("ends")[:1]:
        codes.update({one["name"]: one["code"] for one in record["processes"] if one["code"]})
    for name, code in codes.items():
        how = waiting.how_it_ended(code)
        note = f"the process {name} {how}."
        if note not in story.notes and f"{name} {how}" not in " ".join(story.because):
            story.notes.append(note)


def _everybody(scene: Scene) -> str:
    names = [one.who for one in scene.waiting if one.kind not in _IDLE]
    if len(names) == 1:
        (one,) = (one for one in scene.waiting if one.kind not in _IDLE)
        return f"{one.sentence}, and nobody is left who could end that."
    return f"nobody can ever go on: {join_words(names)} all wait." if names else "nobody can ever go on."


def _add_failures(story: Story, scene: Scene, hidden: Sequence[str]) -> None:
    """An exception that ended a process or thread before is what its partners wait in vain for."""
    for record in scene.ended.of_kind("raised"):
        error = record["error"]
        who = record["process"] + (f"'s thread {record['thread']}" if record["thread"] else "")
        if record["process"] == "MainProcess":
            who = record["thread"] or waiting.MAIN
        frames = telling.own_frames(error, hidden)
        where = f" on line {frames[-1][1]} of {short_path(frames[-1][0])}" if frames else ""
        story.because.insert(0, f"{who} died of {telling.in_short(error)}{where}.")
        story.traceback = story.traceback or telling.traceback_of(error, hidden)
        story.rule = (
            telling.rule_of(error)
            or "Whoever dies does nothing of what the others wait for. What must happen on that way out too?"
        )


# -- the kinds --------------------------------------------------------------------------------------------------------


def _of(scene: Scene, *kinds: str) -> list[Waiting]:
    return [one for one in scene.waiting if one.kind in kinds]


def _halted(scene: Scene) -> Finding | None:
    halted = _of(scene, waiting.HALTED)
    if not halted:
        return None
    names = join_words([one.who for one in halted])
    return Finding(
        f"{names} {'were' if len(halted) > 1 else 'was'} stopped by a signal, and nobody continues it.",
        "SIGSTOP halts a process without ending it. Who sends SIGCONT?",
        first=halted,
    )


def _after_the_end(scene: Scene) -> Finding | None:
    """The call has returned, and a thread that it started keeps the interpreter from ending."""
    root = next(iter(scene.processes), 0)
    at_exit = next((one for one in _of(scene, waiting.AT_EXIT) if one.pid == root and one.main), None)
    threads = [one for one in scene.waiting if one.pid == root and not one.main and one.kind != waiting.FEED]
    if at_exit is None or not threads:
        return None
    names = join_words([one.who for one in threads])
    return Finding(
        f"the call has returned, but {names} never {'end' if len(threads) > 1 else 'ends'}: {threads[0].sentence}.",
        "An interpreter waits for its threads before it ends. What ends this one, and who waits for it?",
        first=[*threads, at_exit],
    )


def _join_before_drain(scene: Scene) -> Finding | None:
    """A process cannot end since what it put into a queue lies in a full pipe; who would take it waits for its end."""
    for drain in _of(scene, waiting.DRAIN):
        feeder = next((one for one in _of(scene, waiting.FEED) if one.pid == drain.pid), None)
        joins = [one for one in _of(scene, waiting.JOIN, waiting.AT_EXIT) if one.about.get("process") == drain.pid]
        facts = []
        if feeder is not None:
            facts.append(
                f"{drain.who} has returned from its function, but what it put into the queue is not all in the pipe "
                f"yet: the pipe is full, and nobody reads."
            )
        rule = (
            "A process that has put something into a Queue does not end before that was taken. "
            "In which order are items taken and processes joined?"
        )
        if joins:
            return Finding(
                f"{joins[0].who} waits for {drain.who} to end, and {drain.who} cannot end before somebody takes what "
                f"it has put into a queue.",
                rule,
                facts,
                [*joins, drain],
            )
        return Finding(f"{drain.who} cannot end: nobody takes what it has put into a queue.", rule, facts, [drain])
    return None


def _lock_of_the_dead(scene: Scene) -> Finding | None:
    """Somebody waits for a lock between processes that no living process holds, and that is not free."""
    if any(one.answer is None for pid, one in scene.processes.items() if pid in scene.living):
        # Somebody may hold it who did not say so.
        return None
    for one in scene.waiting:
        lock = next((about for about in (one.about, *one.inner) if "lock" in about and not about["free"]), None)
        if lock is None or lock.get("type") not in ("Lock", "RLock") or scene.holders(lock["lock"]):
            continue
        of_queue = one.kind in (waiting.QUEUE_GET, waiting.QUEUE_PUT)
        what = "the queue's own lock" if of_queue else "a lock"
        headline = f"{one.who} waits for {what} that a process took which has ended without giving it back."
        facts = ["No process that is still there holds it.", *scene.endings]
        rule = (
            "A process that is terminated in the midst of get() or put() leaves the queue unusable. "
            "How could it end by itself?"
            if of_queue
            else "A lock is not given back by the end of the process that holds it. "
            "How is it given back on every way out of the code that needs it?"
        )
        return Finding(headline, rule, facts, [one])
    return None


def _lock_edges(scene: Scene) -> dict[int, tuple[Waiting, list[int]]]:
    """Return, for each process that waits for a lock between processes, its wait and who holds the lock."""
    return {one.pid: (one, scene.holders(one.about["lock"])) for one in _of(scene, waiting.LOCK) if "lock" in one.about}


def _lock_cycle(scene: Scene) -> Finding | None:
    """Processes that wait for each other's locks, or for their own."""
    edges = _lock_edges(scene)
    for one, holders in edges.values():
        if one.pid in holders:
            return Finding(
                f"{one.who} waits for a lock that it holds itself.",
                "A Lock does not know who holds it: taking it twice waits for oneself. Where is it taken first?",
                first=[one],
            )
    for pid, (one, holders) in edges.items():
        for holder in holders:
            back = edges.get(holder)
            if back is not None and pid in back[1]:
                other = back[0]
                return Finding(
                    f"{one.who} and {other.who} each hold the lock that the other one waits for.",
                    "Who takes two locks in one order, who in the other? In which order should everybody take them?",
                    first=[one, other],
                )
    return None


def _lock_held(scene: Scene) -> Finding | None:
    """Somebody holds what another one waits for, and does not go on itself."""
    for one, holders in _lock_edges(scene).values():
        if holders:
            held = join_words([scene.name(holder) for holder in holders])
            return Finding(
                f"{one.who} waits for a lock that {held} holds, and {held} does not go on.",
                "What is done while the lock is held, and can that wait for something?",
                first=[one],
            )
    return None


def _copied_lock(scene: Scene) -> Finding | None:
    """A forked process waits for a lock of threads that was taken when it was copied."""
    root = next(iter(scene.processes), 0)
    for one in _of(scene, waiting.LOCK):
        answer = scene.processes[one.pid].answer
        alone = bool(answer) and len(answer["threads"]) == 1 if answer else False
        if one.pid != root and alone and "lock" not in one.about and "lock" in one.about.get("type", "").lower():
            return Finding(
                f"{one.who} waits for a lock that was copied while it was taken.",
                "fork copies a lock as it is in that moment, but not the thread that would give it back. "
                "What may be running when a process is forked?",
                ["Nobody in it could give it back, for it has no other thread; and locks of threading are not shared."],
                [one],
            )
    return None


def _lost_task(scene: Scene) -> Finding | None:
    """Somebody waits for a result of a pool, and all workers wait for tasks."""
    results = _of(scene, waiting.RESULT)
    if not results or not _of(scene, waiting.WORKER):
        return None
    one = results[0]
    # The workers that are idle now were started in the place of others.
    starts = {record["child"]: record for record in scene.ended.of_kind("started") if "PoolWorker" in record["name"]}
    gone = [record["name"] for pid, record in starts.items() if pid not in scene.living]
    facts = [f"{join_words(gone)} ended in the midst of a task; a pool starts another worker, but not the task again."]
    return Finding(
        f"{one.who} waits for a result that no worker computes any more.",
        "A task that ends its process has no result. What does the task do besides returning or raising?",
        facts * bool(gone),
        [one],
    )


def _own_end_open(scene: Scene) -> Finding | None:
    """Somebody reads from a pipe until its end, and holds the writing end open itself."""
    for one in _of(scene, waiting.PIPE_READ):
        what = one.about.get("what", "")
        if not what.startswith("pipe:"):
            continue
        writers = scene.open_for_writing(what)
        if writers and set(writers) <= {pid for pid in scene.living if pid == one.pid}:
            return Finding(
                f"{one.who} waits for a message from a pipe whose only open writing end is its own.",
                "A pipe ends when all its writing ends are closed. Which process holds one that it does not write to?",
                first=[one],
            )
        if writers:
            names = join_words([scene.name(pid) for pid in writers])
            return Finding(
                f"{one.who} waits for a message from a pipe, and nobody writes into it.",
                "A pipe ends when all its writing ends are closed, in every process. Who still has one open?",
                [f"Open for writing it is in {names}; as long as it is so in one of them, the pipe does not end."],
                [one],
            )
    return None


def _nobody_sends(scene: Scene) -> Finding | None:
    for one in _of(scene, waiting.PIPE_READ):
        return Finding(
            f"{one.who} waits for a message from a pipe, and nobody is left who could send one.",
            "Who should have sent something, and what has become of it?",
            scene.endings,
            [one],
        )
    return None


def _network(scene: Scene) -> Finding | None:
    """Sockets: each waits for another one to connect or to send."""
    waiters = _of(scene, waiting.NETWORK)
    if not waiters or any(one.kind == waiting.RESULT for one in scene.waiting):
        return None
    readers = [one for one in waiters if "bytes" in one.words] or waiters
    names = join_words([one.who for one in readers])
    verb = "wait" if len(readers) > 1 else "waits"
    if readers[0].words == "for somebody to connect":
        headline, rule = f"{names} {verb} for somebody to connect, and nobody does.", "Who connects, and when?"
    else:
        headline = f"{names} {verb} {readers[0].words}, and nobody goes on."
        rule = (
            "A connection is a stream of bytes: whoever reads waits until some come, or until the other side closes. "
            "Who sends what, and how does the other side know that this was all?"
        )
    return Finding(headline, rule, scene.endings, readers)


def _meeting(scene: Scene) -> Finding | None:
    """A word of the spec: somebody waits until others are there too, or until something was said."""
    waiters = _of(scene, waiting.MEET) or _of(scene, waiting.SAID)
    if not waiters or _lock_of_the_dead(scene) is not None or _lock_cycle(scene) is not None:
        return None
    one = waiters[0]
    # Those who wait for the same.
    names = [other.who for other in waiters if other.words == one.words]
    begin = f"{join_words(names)} {'wait' if len(names) > 1 else 'waits'} {one.words}"
    if one.kind == waiting.MEET:
        rule = "They only meet if they run at the same time. What does the next one wait for before it begins?"
        return Finding(f"{begin}, and nobody else comes.", rule, scene.endings, waiters)
    rule = "Who should have come so far by now, and what does it wait for?"
    return Finding(f"{begin}, and nobody does.", rule, scene.endings, waiters)


def _no_answer(scene: Scene) -> Finding | None:
    """A client in the spec's hand listens in vain."""
    guests = _of(scene, waiting.ANSWER)
    if not guests:
        return None
    # By those a server is held up; for an event or an item it may wait by design.
    if (cause := _never_there(scene, (waiting.BARRIER, waiting.SEMAPHORE))) is not None:
        return cause
    names = join_words([str(one.about.get("guest") or one.who) for one in guests])
    verb = "wait" if len(guests) > 1 else "waits"
    return Finding(
        f"{names} {verb} {guests[0].words.partition(', as')[0]}, and nothing comes.",
        "A connection is a stream of bytes: whoever reads waits until some come, or until the other side closes. "
        "What has the other side got so far, and what does it wait for now?",
        scene.endings,
        guests,
    )


def _own_pool(scene: Scene) -> Finding | None:
    """A task waits for the result of another task of the same pool, which has no worker for it."""
    for one in _of(scene, waiting.RESULT):
        if "PoolExecutor" in one.who or "PoolWorker" in one.who:
            return Finding(
                f"{one.who}, a worker, waits for the result of a task that no worker is free for.",
                "A task that waits for another one of the same pool keeps a worker meanwhile. How many are needed?",
                first=[one],
            )
    return None


def _full_pipe(scene: Scene) -> Finding | None:
    writers = _of(scene, waiting.PIPE_WRITE, waiting.FEED)
    if not writers:
        return None
    one = writers[0]
    return Finding(
        f"{one.who.rstrip(',')} has filled a pipe that nobody reads.",
        "A pipe holds some 64 KB; who writes more waits until somebody reads. Who should be reading, and when?",
        first=[one],
    )


def _full_queue(scene: Scene) -> Finding | None:
    for one in _of(scene, waiting.QUEUE_PUT):
        return Finding(
            f"{one.who} waits for room in a full queue, and nobody takes anything from it any more.",
            "A bounded queue makes who puts wait for who takes. Who takes, and until when?",
            scene.endings,
            [one],
        )
    return None


def _empty_queue(scene: Scene) -> Finding | None:
    getters = _of(scene, waiting.QUEUE_GET)
    if not getters:
        return None
    names = join_words([one.who for one in getters])
    several = len(getters) > 1
    joined = [
        one
        for one in _of(scene, waiting.JOIN, waiting.JOIN_THREAD, waiting.AT_EXIT)
        if any(one.about.get("process") == other.pid or one.about.get("name") == other.process for other in getters)
    ]
    if joined:
        taker = getters[0].who
        headline = f"{joined[0].who} waits for {taker} to end, and {taker} waits for an item that nobody puts."
    else:
        headline = f"{names} {'wait' if several else 'waits'} for an item from a queue, and nobody puts one any more."
    return Finding(
        headline,
        "Who takes from a queue cannot see that no more will come. Who tells it, and is each of those who take told?",
        scene.endings,
        [*joined, *getters],
    )


def _not_done(scene: Scene) -> Finding | None:
    for one in _of(scene, waiting.QUEUE_DONE):
        return Finding(
            f"{one.who} waits until each item of a queue is marked as done, and nobody does that any more.",
            "join() counts one task_done() for each put(). Which item is taken without it?",
            scene.endings,
            [one],
        )
    return None


def _never_there(scene: Scene, kinds: Sequence[str] = ()) -> Finding | None:
    """Barrier, event, condition, semaphore (or only *kinds*): something that nobody will do."""
    told = {
        waiting.BARRIER: (
            "{0} at a barrier for others who never come.",
            "A barrier opens when as many are there as it was made for. How many come, and for how many was it made?",
        ),
        waiting.EVENT: (
            "{0} for an event that nobody sets any more.",
            "Who sets the event, and on which way is that left out?",
        ),
        waiting.CONDITION: (
            "{0} for a notify that nobody sends any more.",
            "A notify is not remembered. What would still be true for somebody who comes later?",
        ),
        waiting.SEMAPHORE: (
            "{0} for a place at a semaphore that nobody gives back.",
            "Each acquire() needs a release(), on every way out. Which one has none?",
        ),
    }
    for kind, (headline, rule) in told.items():
        waiters = _of(scene, kind) if not kinds or kind in kinds else []
        if waiters:
            names = join_words([one.who for one in waiters])
            verb = "wait" if len(waiters) > 1 else "waits"
            return Finding(headline.format(f"{names} {verb}"), rule, scene.endings, waiters)
    return None


def _at_exit(scene: Scene) -> Finding | None:
    for one in _of(scene, waiting.POOL_JOIN):
        return Finding(
            f"{one.who} waits for the workers of a pool to end, and they wait for tasks.",
            "Workers go home when they are told that no more work comes. Who tells them?",
            first=[one],
        )
    exits = _of(scene, waiting.AT_EXIT)
    if exits and all(one.kind in (waiting.AT_EXIT, *_IDLE) for one in scene.waiting):
        return Finding(f"{exits[0].sentence}.", "An interpreter waits for what it has started. When does that end?")
    return None


_KINDS: Final[tuple[Callable[[Scene], Finding | None], ...]] = (
    _halted,
    _after_the_end,
    _join_before_drain,
    _meeting,
    _own_pool,
    _lost_task,
    _lock_of_the_dead,
    _lock_cycle,
    _lock_held,
    _copied_lock,
    _no_answer,
    _full_queue,
    _empty_queue,
    _own_end_open,
    _full_pipe,
    _nobody_sends,
    _not_done,
    _never_there,
    _at_exit,
    _network,
)
