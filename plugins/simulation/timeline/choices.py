"""The tree of choices of a small program: what follows, whoever goes on at each step where more than one thread can.

Each run of the program follows a row of choices and then the default policy, and so adds a path to the tree; the next
one turns where no run has turned yet, with few preemptions first. States that two orders of independent operations lead
to are one node (`history.py`), so the tree is a graph without circles. What a node stands for is guessed from what can
be seen: each merging is tried out by running on from it, and if something else follows than before, the program has
more state than shows, and its tree is grown again without any merging.

A program with more states than are wanted is held in part. The page then says so, and what is not held can still be
run: a token needs nothing but the choices that lead there.
"""

from __future__ import annotations

import heapq
import sys
import time as real_time
from bisect import bisect_right
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from plugins.simulation import causes
from plugins.simulation import result as words
from plugins.simulation.detectors import Seen
from plugins.simulation.looks import examine, recording
from plugins.simulation.machine import EXACT, SPINNING
from plugins.simulation.machine import EXHAUSTED as OUT_OF_STEPS
from plugins.simulation.recorder import Locator, thread_label
from plugins.simulation.rows import Rows
from plugins.simulation.story import Story
from plugins.simulation.strategies import default_choice
from plugins.simulation.timeline.history import History
from plugins.simulation.timeline.moments import LINE, OPERATION, PASSIVE, TEXT, THREAD, Moment, moments_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from plugins.simulation.exploring import Explorer, Run
    from plugins.simulation.recorder import Event, Recorder
    from plugins.simulation.simthread import SimThread
    from plugins.simulation.timeline.picture import Drawing

#: Choices of one path that are held at most.
LONGEST: Final = 400
#: Operations that growing a tree may run in all, with the recorder on.
OPERATIONS: Final = 40_000
#: Operations of one path; well below `strategies.FAIR_AFTER`, so that the default policy is a simple one.
_STEPS: Final = 8_000
_TICKS: Final = 200_000
#: Wall seconds between two signs of life.
_SIGN_EVERY: Final = 1.0


class _Edge(NamedTuple):
    """What follows a choice.

    :ivar to: the node that it leads to, -1 for an end.
    :ivar end: which end it leads to, -1 for none.
    :ivar moments: what happens until then.
    :ivar last: the thread that runs when the next choice comes; -1 at an end.
    """

    to: int
    end: int
    moments: list[Moment]
    last: int


class _End(NamedTuple):
    """What the program came to.

    :ivar lucky: an update could have got lost, and did not.
    """

    verdict: str
    headline: str
    lucky: bool

    @property
    def goes_wrong(self) -> bool:
        """Whether something went wrong, and not only might have."""
        return self.verdict != words.OK and not self.lucky


class _Point(NamedTuple):
    """A choice of a run.

    :ivar events: how many events came before it.
    :ivar last: the thread that ran until then.
    """

    events: int
    node: int
    chosen: int
    last: int


@dataclass
class _Node:
    """A state in which more than one thread can go on.

    :ivar steps: operations before it.
    :ivar places: (file, line) where each thread that can go on stands, by its index.
    :ivar before: the node and the thread by which it was first come to; None for the root.
    :ivar edges: by thread that goes on what follows.
    """

    steps: int
    places: dict[int, tuple[str, int]]
    before: tuple[int, int] | None
    preemptions: int
    edges: dict[int, _Edge] = field(default_factory=dict)


class _NotMergeableError(Exception):
    """Something else followed from what was taken for the same state."""


def grow(
    explorer: Explorer, drawing: Drawing, file_number: Callable[[str], int], *, merge: bool
) -> dict[str, Any] | None:
    """Return the tree of choices of the explorer's program as plain values; None if there is nothing to choose.

    :param drawing: how large it may be.
    :param file_number: called with the name of a file; returns what stands for it.
    :param merge: states that look the same may be one.
    """
    with _small_runs(explorer):
        try:
            tree = _Tree(explorer, file_number, merge=merge and explorer.clock == EXACT)
            tree.grow(drawing)
        except _NotMergeableError:
            tree = _Tree(explorer, file_number, merge=False)
            tree.grow(drawing)
    return tree.as_dict() if tree.nodes else None


@contextmanager
def _small_runs(explorer: Explorer) -> Iterator[None]:
    machine = explorer.machine
    before = machine.systematic, machine.keeps_operations, machine.step_limit, machine.tick_limit, explorer.tries_seen
    machine.systematic = machine.keeps_operations = False
    machine.step_limit, machine.tick_limit = _STEPS, _TICKS
    try:
        yield
    finally:
        machine.systematic, machine.keeps_operations, machine.step_limit, machine.tick_limit, explorer.tries_seen = (
            before
        )


class _Tree:
    """The states that are known, and the choices that were not tried yet."""

    def __init__(self, explorer: Explorer, file_number: Callable[[str], int], *, merge: bool) -> None:
        self.explorer = explorer
        self.locator = Locator(explorer.world)
        self.nodes: list[_Node] = []
        self.merged = False
        self._merge = merge
        self._file_number = file_number
        self._marks: dict[Any, int] = {}
        #: (preemptions, order, node, thread) of each choice that was not tried.
        self._open: list[tuple[int, int, int, int]] = []
        self._tried: set[tuple[int, int]] = set()
        self._order = 0
        self._ends: dict[_End, int] = {}
        self._begin: list[Moment] = []
        self._last = -1
        self._names: dict[int, str] = {}
        self._broken_off = False

    def grow(self, drawing: Drawing) -> None:
        """Run the program until all choices are tried, or as many states known as are wanted."""
        began = self.explorer.operations
        signed = now = real_time.perf_counter()
        until = now + drawing.seconds
        self._run([])
        while self._open and len(self.nodes) < drawing.states and self.explorer.operations - began < OPERATIONS:
            if (now := real_time.perf_counter()) > until:
                break
            if drawing.sign_of_life is not None and now - signed > _SIGN_EVERY:
                signed = now
                drawing.sign_of_life()
            _, _, node, thread = heapq.heappop(self._open)
            if (node, thread) not in self._tried:
                self._run([*self._path(node), (node, thread)])

    def _path(self, node: int) -> list[tuple[int, int]]:
        path = []
        before = self.nodes[node].before
        while before is not None:
            path.append(before)
            before = self.nodes[before[0]].before
        return path[::-1]

    # -- one run ---------------------------------------------------------------------------------------------------

    def _run(self, prefix: list[tuple[int, int]]) -> None:
        explorer = self.explorer
        explorer.tries_seen = False
        with recording(explorer) as (recorder, autopsy):
            walk = _Walk(self, recorder, prefix)
            try:
                run = explorer.run_once(walk.choose)
            except KeyboardInterrupt:
                raise
            except explorer._passthrough:
                self._broken_off = True
                return
        events = recorder.events
        for thread in explorer.machine.threads:
            self._names.setdefault(thread.index, thread_label(thread))
        examine(Seen(explorer, run, events, autopsy.waiting))
        rows = Rows(events)
        parts = self._parts(events, rows, [point.events for point in walk.points])
        if not prefix:
            self._begin = parts[0]
            self._last = walk.points[0].last if walk.points else -1
        whole = not walk.given_up and run.outcome not in (SPINNING, OUT_OF_STEPS)
        end = -1
        if whole:
            scene = causes.Scene(explorer, run, events, autopsy.waiting, rows)
            end = self._end(run, scene)
        for number, point in enumerate(walk.points):
            if number + 1 < len(walk.points):
                following = walk.points[number + 1]
                edge = _Edge(following.node, -1, parts[number + 1], following.last)
            elif whole:
                edge = _Edge(-1, end, parts[number + 1], -1)
            else:
                self._broken_off = True
                break
            self._add(point, edge, tried_before=number < len(prefix) - 1)

    def _parts(self, events: list[Event], rows: Rows, starts: list[int]) -> list[list[Moment]]:
        """Return the moments before the first choice, between the choices, and behind the last."""
        place = {id(event): number for number, event in enumerate(events)}
        parts: list[list[Moment]] = [[] for _ in range(len(starts) + 1)]
        for event, moment in moments_of(events, rows, self._file_number):
            parts[bisect_right(starts, place[id(event)])].append(moment)
        return parts

    def _end(self, run: Run, scene: causes.Scene) -> int:
        """Return the number of the end that *run* came to."""
        headline = ""
        if run.verdict != words.OK:
            story = Story(run.verdict, "")
            causes.explain(story, scene)
            headline = story.headline
        found = self.explorer.race.found
        lucky = run.verdict == words.LOST_UPDATE and found is not None and not found.seen and not run.failures
        return self._ends.setdefault(_End(run.verdict, headline, lucky), len(self._ends))

    def _add(self, point: _Point, edge: _Edge, *, tried_before: bool) -> None:
        known = self.nodes[point.node].edges.setdefault(point.chosen, edge)
        if known is edge or tried_before:
            return
        if known.to != edge.to or _outline(known) != _outline(edge) or self._verdict(known) != self._verdict(edge):
            raise _NotMergeableError

    def _verdict(self, edge: _Edge) -> str:
        return "" if edge.end < 0 else list(self._ends)[edge.end].verdict

    # -- called by walks -------------------------------------------------------------------------------------------

    def node_at(self, mark: Any, runnable: list[SimThread], before: tuple[int, int] | None, running: int) -> int:
        """Return the node that *mark* stands for; a new one if there is none.

        :param before: the node and the choice that led there.
        :param running: the thread that ran until now.
        """
        known = self._marks.get(mark) if self._merge else None
        if known is not None:
            self.merged = True
            return known
        number = len(self.nodes)
        preemptions = 0
        if before is not None:
            preemptions = self.nodes[before[0]].preemptions + self._preempts(before)
        self.nodes.append(
            _Node(
                self.explorer.machine.steps,
                {thread.index: self._place(thread) for thread in sorted(runnable, key=lambda one: one.index)},
                before,
                preemptions,
            )
        )
        self._marks[mark] = number
        for thread in self.nodes[-1].places:
            self._order += 1
            more = running in self.nodes[-1].places and thread != running
            heapq.heappush(self._open, (preemptions + more, self._order, number, thread))
        return number

    def goes_on(self, node: int, chosen: int) -> None:
        """Note that *chosen* goes on from *node* in this run."""
        self._tried.add((node, chosen))

    def _preempts(self, before: tuple[int, int]) -> int:
        node, chosen = before
        came_by = self.nodes[node].before
        running = 0 if came_by is None else came_by[1]
        return int(chosen != running and running in self.nodes[node].places)

    def _place(self, thread: SimThread) -> tuple[str, int]:
        if not thread.started or thread.greenlet is None:
            return ("", 0)
        frame = sys._getframe(2) if thread is self.explorer.machine.current else thread.greenlet.gr_frame
        place = self.locator.locate(frame)
        return (place.file, place.line)

    # -- what comes out --------------------------------------------------------------------------------------------

    def as_dict(self) -> dict[str, Any]:
        """Return the tree as plain values."""
        nodes = [
            [
                node.steps,
                [
                    [thread, self._file_number(file) if file else -1, line]
                    for thread, (file, line) in node.places.items()
                ],
                {str(thread): list(edge) for thread, edge in node.edges.items()},
            ]
            for node in self.nodes
        ]
        whole = not self._broken_off and all(len(node.edges) == len(node.places) for node in self.nodes)
        counts = self._counts()
        return {
            "begin": self._begin,
            "last": self._last,
            "nodes": nodes,
            "ends": [list(end) for end in self._ends],
            "names": [[index, name] for index, name in sorted(self._names.items())],
            "whole": whole,
            "paths": str(sum(counts)),
            "broken": str(sum(count for count, end in zip(counts, self._ends, strict=True) if end.goes_wrong)),
            "preemptions": -1 if whole else self._wholly(),
        }

    def _standing(self, thread: int, file: str, line: int) -> list[int]:
        return [thread, self._file_number(file) if file else -1, line]

    def _wholly(self) -> int:
        """Return up to how many preemptions every schedule is held; -1 for none."""
        left = [preemptions for preemptions, _, *choice in self._open if tuple(choice) not in self._tried]
        if self._broken_off:
            return -1
        return min(left, default=0) - 1

    def _counts(self) -> list[int]:
        """Return for each end how many of the paths that are held lead there."""
        totals = [0] * len(self._ends)
        ways = [0] * len(self.nodes)
        if ways:
            ways[0] = 1
        for number in sorted(range(len(self.nodes)), key=lambda one: self.nodes[one].steps):
            for edge in self.nodes[number].edges.values():
                if edge.to >= 0:
                    ways[edge.to] += ways[number]
                else:
                    totals[edge.end] += ways[number]
        return totals


class _Walk:
    """Follows a row of choices, then the default policy, and notes each choice.

    :ivar points: each choice.
    :ivar given_up: the path was longer than is held.
    """

    def __init__(self, tree: _Tree, recorder: Recorder, prefix: list[tuple[int, int]]) -> None:
        self.points: list[_Point] = []
        self.given_up = False
        self._tree = tree
        self._recorder = recorder
        self._prefix = prefix
        self._history = History()
        self._fed = 0

    def choose(self, runnable: list[SimThread], me: SimThread | None) -> SimThread | None:
        """Return who goes on."""
        machine = self._tree.explorer.machine
        number = len(self.points)
        last = -1 if machine.current is None else machine.current.index
        if number >= LONGEST:
            self.given_up = True
            return None
        if number < len(self._prefix):
            node, wanted = self._prefix[number]
            chosen = next((thread for thread in runnable if thread.index == wanted), None)
            if chosen is None:
                # The program does something else when it is run again.
                self.given_up = True
                return None
        else:
            before = (self.points[-1].node, self.points[-1].chosen) if self.points else None
            node = self._tree.node_at(self._mark(runnable), runnable, before, last)
            chosen = self._way_on(node, runnable, me)
        self._tree.goes_on(node, chosen.index)
        self.points.append(_Point(len(self._recorder.events), node, chosen.index, last))
        return chosen

    def _mark(self, runnable: list[SimThread]) -> Any:
        machine, events = self._tree.explorer.machine, self._recorder.events
        self._history.feed(events[self._fed :])
        self._fed = len(events)
        # One that has begun has come to its first operation already, which is a step of its own.
        standing = sorted((thread.index, thread.started) for thread in runnable)
        return self._history.mark(machine.steps, machine.now, standing)

    def _way_on(self, node: int, runnable: list[SimThread], me: SimThread | None) -> SimThread:
        """Return who goes on where no choice is given: who did before, so that both can be compared."""
        edges = self._tree.nodes[node].edges
        for thread in runnable:
            if thread.index in edges:
                return thread
        return default_choice(self._tree.explorer.machine, runnable, me)


def _outline(edge: _Edge) -> list[tuple[Any, ...]]:
    """Return what must be the same wherever one came from."""
    return [
        (moment[THREAD], moment[TEXT], moment[LINE], moment[OPERATION])
        for moment in edge.moments
        if moment[TEXT] and not moment[PASSIVE]
    ]
