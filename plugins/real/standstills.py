"""The kinds of standstill on the real machine: what is wrong, by which rule, and what to think about.

Each kind is a function that returns a `Finding` if a run is of it; the first one is told.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from plugins.real import waiting
from plugins.simulation.language import N_, _, join_words, ngettext

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from plugins.real.waiting import Scene, Waiting

#: What waits by design: it hides no standstill.
IDLE: Final = (waiting.WORKER,)


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


def _of(scene: Scene, *kinds: str) -> list[Waiting]:
    return [one for one in scene.waiting if one.kind in kinds]


def _halted(scene: Scene) -> Finding | None:
    halted = _of(scene, waiting.HALTED)
    if not halted:
        return None
    names = join_words([one.who for one in halted])
    return Finding(
        ngettext(
            "{names} was stopped by a signal, and nobody continues it.",
            "{names} were stopped by a signal, and nobody continues it.",
            len(halted),
            names=names,
        ),
        _("SIGSTOP halts a process without ending it. Who sends SIGCONT?"),
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
        ngettext(
            "the call has returned, but {names} never ends: {why}.",
            "the call has returned, but {names} never end: {why}.",
            len(threads),
            names=names,
            why=threads[0].sentence,
        ),
        _("An interpreter waits for its threads before it ends. What ends this one, and who waits for it?"),
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
                _(
                    "{drain} has returned from its function, but what it put into the queue is not all in "
                    "the pipe yet: the pipe is full, and nobody reads.",
                    drain=drain.who,
                )
            )
        rule = _(
            "A process that has put something into a Queue does not end before that was taken. In "
            "which order are items taken and processes joined?"
        )
        if joins:
            return Finding(
                _(
                    "{joins} waits for {drain} to end, and {drain} cannot end before somebody takes what it "
                    "has put into a queue.",
                    joins=joins[0].who,
                    drain=drain.who,
                ),
                rule,
                facts,
                [*joins, drain],
            )
        return Finding(
            _("{drain} cannot end: nobody takes what it has put into a queue.", drain=drain.who), rule, facts, [drain]
        )
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
        if of_queue:
            headline = _(
                "{who} waits for the queue's own lock that a process took which has ended without giving it back.",
                who=one.who,
            )
        else:
            headline = _(
                "{who} waits for a lock that a process took which has ended without giving it back.", who=one.who
            )
        facts = [_("No process that is still there holds it."), *scene.endings]
        rule = (
            _(
                "A process that is terminated in the midst of get() or put() leaves the queue unusable. "
                "How could it end by itself?"
            )
            if of_queue
            else _(
                "A lock is not given back by the end of the process that holds it. How is it given back "
                "on every way out of the code that needs it?"
            )
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
                _("{one} waits for a lock that it holds itself.", one=one.who),
                _("A Lock does not know who holds it: taking it twice waits for oneself. Where is it taken first?"),
                first=[one],
            )
    for pid, (one, holders) in edges.items():
        for holder in holders:
            back = edges.get(holder)
            if back is not None and pid in back[1]:
                other = back[0]
                return Finding(
                    _(
                        "{one} and {other} each hold the lock that the other one waits for.",
                        one=one.who,
                        other=other.who,
                    ),
                    _("Who takes two locks in one order, who in the other? In which order should everybody take them?"),
                    first=[one, other],
                )
    return None


def _lock_held(scene: Scene) -> Finding | None:
    """Somebody holds what another one waits for, and does not go on itself."""
    for one, holders in _lock_edges(scene).values():
        if holders:
            held = join_words([scene.name(holder) for holder in holders])
            return Finding(
                _("{one} waits for a lock that {held} holds, and {held} does not go on.", one=one.who, held=held),
                _("What is done while the lock is held, and can that wait for something?"),
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
                _("{one} waits for a lock that was copied while it was taken.", one=one.who),
                _(
                    "fork copies a lock as it is in that moment, but not the thread that would give it back. "
                    "What may be running when a process is forked?"
                ),
                [
                    _(
                        "Nobody in it could give it back, for it has no other thread; and locks of threading are "
                        "not shared."
                    )
                ],
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
    facts = [
        _(
            "{names} ended in the midst of a task; a pool starts another worker, but not the task again.",
            names=join_words(gone),
        )
    ]
    return Finding(
        _("{one} waits for a result that no worker computes any more.", one=one.who),
        _("A task that ends its process has no result. What does the task do besides returning or raising?"),
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
                _("{one} waits for a message from a pipe whose only open writing end is its own.", one=one.who),
                _(
                    "A pipe ends when all its writing ends are closed. Which process holds one that it does "
                    "not write to?"
                ),
                first=[one],
            )
        if writers:
            names = join_words([scene.name(pid) for pid in writers])
            return Finding(
                _("{one} waits for a message from a pipe, and nobody writes into it.", one=one.who),
                _("A pipe ends when all its writing ends are closed, in every process. Who still has one open?"),
                [
                    _(
                        "Open for writing it is in {names}; as long as it is so in one of them, the pipe does not end.",
                        names=names,
                    )
                ],
                [one],
            )
    return None


def _nobody_sends(scene: Scene) -> Finding | None:
    for one in _of(scene, waiting.PIPE_READ):
        return Finding(
            _("{one} waits for a message from a pipe, and nobody is left who could send one.", one=one.who),
            _("Who should have sent something, and what has become of it?"),
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
    if readers[0].words == waiting.TO_CONNECT:
        headline = ngettext(
            "{names} waits for somebody to connect, and nobody does.",
            "{names} wait for somebody to connect, and nobody does.",
            len(readers),
            names=names,
        )
        rule = _("Who connects, and when?")
    else:
        headline = ngettext(
            "{names} waits {what}, and nobody goes on.",
            "{names} wait {what}, and nobody goes on.",
            len(readers),
            names=names,
            what=readers[0].told,
        )
        rule = _(
            "A connection is a stream of bytes: whoever reads waits until some come, or until the "
            "other side closes. Who sends what, and how does the other side know that this was all?"
        )
    return Finding(headline, rule, scene.endings, readers)


def _meeting(scene: Scene) -> Finding | None:
    """A word of the spec: somebody waits until others are there too, or until something was said."""
    waiters = _of(scene, waiting.MEET) or _of(scene, waiting.SAID)
    if not waiters or _lock_of_the_dead(scene) is not None or _lock_cycle(scene) is not None:
        return None
    one = waiters[0]
    # Those who wait for the same.
    names = [other.who for other in waiters if other.told == one.told]
    about = {"names": join_words(names), "what": one.told}
    if one.kind == waiting.MEET:
        rule = _("They only meet if they run at the same time. What does the next one wait for before it begins?")
        headline = ngettext(
            "{names} waits {what}, and nobody else comes.",
            "{names} wait {what}, and nobody else comes.",
            len(names),
            **about,
        )
        return Finding(headline, rule, scene.endings, waiters)
    rule = _("Who should have come so far by now, and what does it wait for?")
    headline = ngettext(
        "{names} waits {what}, and nobody does.", "{names} wait {what}, and nobody does.", len(names), **about
    )
    return Finding(headline, rule, scene.endings, waiters)


def _no_answer(scene: Scene) -> Finding | None:
    """A client in the spec's hand listens in vain."""
    guests = _of(scene, waiting.ANSWER)
    if not guests:
        return None
    # By those a server is held up; for an event or an item it may wait by design.
    if (cause := _never_there(scene, (waiting.BARRIER, waiting.SEMAPHORE))) is not None:
        return cause
    names = join_words([str(one.about.get("guest") or one.who) for one in guests])
    # What it waits for, without who waits.
    what = _(guests[0].words.partition(", as")[0], **guests[0].values)
    return Finding(
        ngettext(
            "{names} waits {what}, and nothing comes.",
            "{names} wait {what}, and nothing comes.",
            len(guests),
            names=names,
            what=what,
        ),
        _(
            "A connection is a stream of bytes: whoever reads waits until some come, or until the "
            "other side closes. What has the other side got so far, and what does it wait for now?"
        ),
        scene.endings,
        guests,
    )


def _own_pool(scene: Scene) -> Finding | None:
    """A task waits for the result of another task of the same pool, which has no worker for it."""
    for one in _of(scene, waiting.RESULT):
        if "PoolExecutor" in one.who or "PoolWorker" in one.who:
            return Finding(
                _("{one}, a worker, waits for the result of a task that no worker is free for.", one=one.who),
                _("A task that waits for another one of the same pool keeps a worker meanwhile. How many are needed?"),
                first=[one],
            )
    return None


def _full_pipe(scene: Scene) -> Finding | None:
    writers = _of(scene, waiting.PIPE_WRITE, waiting.FEED)
    if not writers:
        return None
    one = writers[0]
    return Finding(
        _("{who} has filled a pipe that nobody reads.", who=one.who.rstrip(",")),
        _("A pipe holds some 64 KB; who writes more waits until somebody reads. Who should be reading, and when?"),
        first=[one],
    )


def _full_queue(scene: Scene) -> Finding | None:
    for one in _of(scene, waiting.QUEUE_PUT):
        return Finding(
            _("{one} waits for room in a full queue, and nobody takes anything from it any more.", one=one.who),
            _("A bounded queue makes who puts wait for who takes. Who takes, and until when?"),
            scene.endings,
            [one],
        )
    return None


def _empty_queue(scene: Scene) -> Finding | None:
    getters = _of(scene, waiting.QUEUE_GET)
    if not getters:
        return None
    names = join_words([one.who for one in getters])
    joined = [
        one
        for one in _of(scene, waiting.JOIN, waiting.JOIN_THREAD, waiting.AT_EXIT)
        if any(one.about.get("process") == other.pid or one.about.get("name") == other.process for other in getters)
    ]
    if joined:
        taker = getters[0].who
        headline = _(
            "{who} waits for {taker} to end, and {taker} waits for an item that nobody puts.",
            who=joined[0].who,
            taker=taker,
        )
    else:
        headline = ngettext(
            "{names} waits for an item from a queue, and nobody puts one any more.",
            "{names} wait for an item from a queue, and nobody puts one any more.",
            len(getters),
            names=names,
        )
    if scene.started and any(one.words == waiting.FROM_THREADS for one in getters):
        rule = _(
            "A `queue.Queue` is for the threads of one process. A new process has a copy of it at best, and what it "
            "puts there nobody else sees. Which kind of queue goes across?"
        )
        return Finding(headline, rule, scene.endings, [*joined, *getters])
    return Finding(
        headline,
        _(
            "Who takes from a queue cannot see that no more will come. Who tells it, and is each of "
            "those who take told?"
        ),
        scene.endings,
        [*joined, *getters],
    )


def _not_done(scene: Scene) -> Finding | None:
    for one in _of(scene, waiting.QUEUE_DONE):
        return Finding(
            _("{one} waits until each item of a queue is marked as done, and nobody does that any more.", one=one.who),
            _("join() counts one task_done() for each put(). Which item is taken without it?"),
            scene.endings,
            [one],
        )
    return None


def _never_there(scene: Scene, kinds: Sequence[str] = ()) -> Finding | None:
    """Barrier, event, condition, semaphore (or only *kinds*): something that nobody will do."""
    told = {
        waiting.BARRIER: (
            N_("{names} waits at a barrier for others who never come."),
            N_("{names} wait at a barrier for others who never come."),
            _(
                "A barrier opens when as many are there as it was made for. How many come, and for how "
                "many was it made?"
            ),
        ),
        waiting.EVENT: (
            N_("{names} waits for an event that nobody sets any more."),
            N_("{names} wait for an event that nobody sets any more."),
            _("Who sets the event, and on which way is that left out?"),
        ),
        waiting.CONDITION: (
            N_("{names} waits for a notify that nobody sends any more."),
            N_("{names} wait for a notify that nobody sends any more."),
            _("A notify is not remembered. What would still be true for somebody who comes later?"),
        ),
        waiting.SEMAPHORE: (
            N_("{names} waits for a place at a semaphore that nobody gives back."),
            N_("{names} wait for a place at a semaphore that nobody gives back."),
            _("Each acquire() needs a release(), on every way out. Which one has none?"),
        ),
    }
    for kind, (one_waits, several_wait, rule) in told.items():
        waiters = _of(scene, kind) if not kinds or kind in kinds else []
        if waiters:
            names = join_words([one.who for one in waiters])
            headline = _(one_waits if len(waiters) == 1 else several_wait, names=names)
            return Finding(headline, rule, scene.endings, waiters)
    return None


def _at_exit(scene: Scene) -> Finding | None:
    for one in _of(scene, waiting.POOL_JOIN):
        return Finding(
            _("{one} waits for the workers of a pool to end, and they wait for tasks.", one=one.who),
            _("Workers go home when they are told that no more work comes. Who tells them?"),
            first=[one],
        )
    exits = _of(scene, waiting.AT_EXIT)
    if exits and all(one.kind in (waiting.AT_EXIT, *IDLE) for one in scene.waiting):
        return Finding(
            _("{sentence}.", sentence=exits[0].sentence),
            _("An interpreter waits for what it has started. When does that end?"),
        )
    return None


KINDS: Final[tuple[Callable[[Scene], Finding | None], ...]] = (
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
