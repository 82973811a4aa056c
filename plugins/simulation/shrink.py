"""Shrinking: the same failure with fewer context switches, since a person must read it.

A failing schedule is a row of segments (thread, operations). Segments are left out or put together as in delta
debugging (Zeller and Hildebrandt, 2002) as long as the failure keeps its cause. The budget is a count of operations,
not of seconds, so that the outcome is the same on every machine.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from plugins.simulation.strategies import Deviations, Recorded, Segments

if TYPE_CHECKING:
    from plugins.simulation.exploring import Explorer
    from plugins.simulation.machine import Chooser
    from plugins.simulation.simthread import SimThread

#: Operations that shrinking may run in all, and replays at most.
OPERATIONS: Final = 150_000
REPLAYS: Final = 400
#: The same for schedules that depart from the default policy once.
SIMPLE_OPERATIONS: Final = 60_000
SIMPLE_REPLAYS: Final = 300

Segment = tuple[int, int]


class Switches:
    """Notes the segments of a schedule at its choices.

    :ivar preemptions: switches away from a thread that could have gone on.
    """

    def __init__(self, explorer: Explorer) -> None:
        self._machine = explorer.machine
        self.segments: list[Segment] = []
        self.preemptions = 0
        self._thread = -1
        self._since = 0

    def around(self, choose: Chooser) -> Chooser:
        """Return *choose*, noted."""
        machine = self._machine

        def noted(runnable: list[SimThread], me: SimThread | None) -> SimThread | None:
            chosen = choose(runnable, me)
            if chosen is not None and chosen.index != self._thread:
                if me is not None and me.index == self._thread:
                    self.preemptions += 1
                self._close(machine.steps)
                self._thread = chosen.index
            return chosen

        return noted

    def _close(self, steps: int) -> None:
        if self._thread >= 0:
            self.segments.append((self._thread, steps - self._since))
        self._since = steps

    def finish(self) -> list[Segment]:
        """Return the segments; the last one runs as long as it can."""
        self._close(self._machine.steps + 1)
        return self.segments


class _Offers:
    """Notes where another thread could have gone on than the one that was chosen.

    :ivar offered: (step, thread) of each.
    """

    def __init__(self, explorer: Explorer) -> None:
        self._machine = explorer.machine
        self.offered: list[tuple[int, int]] = []

    def around(self, choose: Chooser) -> Chooser:
        """Return *choose*, noted."""
        machine, offered = self._machine, self.offered

        def noted(runnable: list[SimThread], me: SimThread | None) -> SimThread | None:
            chosen = choose(runnable, me)
            offered.extend((machine.steps, thread.index) for thread in runnable if thread is not chosen)
            return chosen

        return noted


class Shrunk:
    """The simplest failing schedule found.

    :ivar deviations: what its token holds.
    :ivar same: the failure came again when the schedule was repeated; if not, the program is not deterministic.
    """

    def __init__(self, deviations: list[tuple[int, int]], *, same: bool) -> None:
        self.deviations = deviations
        self.same = same


def shrink(explorer: Explorer, choose: Chooser, cause: tuple[Any, ...]) -> Shrunk:
    """Return a schedule with the same *cause* and few switches, starting from the one that *choose* makes."""
    recorded = Recorded(explorer.machine)
    switches = Switches(explorer)
    run = explorer.run_once(switches.around(recorded.around(choose)))
    if explorer.cause(run) != cause:
        return Shrunk(recorded.deviations, same=False)
    best = switches.finish()
    deviations = recorded.deviations
    budget = _Budget(explorer, cause)
    best, deviations = budget.begin_simply(best, deviations)
    best, deviations = budget.improve(best, deviations)
    deviations = budget.drop_deviations(best, deviations)
    check = explorer.run_once(_replay(explorer, deviations))
    return Shrunk(deviations, same=explorer.cause(check) == cause)


def _replay(explorer: Explorer, deviations: list[tuple[int, int]]) -> Chooser:
    chooser = Deviations(explorer.machine, deviations).chooser(0)
    assert chooser is not None
    return chooser


class _Budget:
    def __init__(self, explorer: Explorer, cause: tuple[Any, ...]) -> None:
        self._explorer = explorer
        self._cause = cause
        self._operations = 0
        self._replays = 0
        self._tried: set[tuple[Segment, ...]] = set()

    def left(self) -> bool:
        return self._operations < OPERATIONS and self._replays < REPLAYS

    def _attempt(self, segments: list[Segment]) -> tuple[list[Segment], list[tuple[int, int]]] | None:
        """Run *segments* loosely; return what really ran if the failure is the same one."""
        key = tuple(segments)
        if key in self._tried or not self.left():
            return None
        self._tried.add(key)
        self._replays += 1
        explorer = self._explorer
        chooser = Segments(explorer.machine, segments).chooser(0)
        assert chooser is not None
        recorded = Recorded(explorer.machine)
        switches = Switches(explorer)
        run = explorer.run_once(switches.around(recorded.around(chooser)))
        self._operations += explorer.machine.steps
        if explorer.cause(run) != self._cause:
            return None
        return switches.finish(), recorded.deviations

    def begin_simply(
        self, best: list[Segment], deviations: list[tuple[int, int]]
    ) -> tuple[list[Segment], list[tuple[int, int]]]:
        """Return a schedule that departs from the default policy once or never, if one fails too; else what is given.

        Leaving out one piece after the other stays within reach of a bad beginning: most bugs need one switch in the
        right place, and here every place is tried.
        """
        explorer = self._explorer
        offered: list[tuple[int, int]] = []
        size = _cost(best, deviations)
        candidates: list[list[tuple[int, int]]] = [[]]
        position = 0
        while position < len(candidates) and self._replays < SIMPLE_REPLAYS and self._operations < SIMPLE_OPERATIONS:
            candidate = candidates[position]
            position += 1
            offers = _Offers(explorer)
            recorded = Recorded(explorer.machine)
            switches = Switches(explorer)
            chooser = _replay(explorer, candidate)
            run = explorer.run_once(switches.around(recorded.around(offers.around(chooser))))
            self._replays += 1
            self._operations += explorer.machine.steps
            if not candidate:
                offered = offers.offered
                candidates += [[offer] for offer in offered]
            if explorer.cause(run) == self._cause:
                segments = switches.finish()
                if _cost(segments, recorded.deviations) < size:
                    best, deviations = segments, recorded.deviations
                    size = _cost(best, deviations)
        self._replays = self._operations = 0
        return best, deviations

    def improve(
        self, best: list[Segment], deviations: list[tuple[int, int]]
    ) -> tuple[list[Segment], list[tuple[int, int]]]:
        """Return simpler segments, and the departures from the default policy that they come to."""
        size = _cost(best, deviations)
        chunk = max(1, len(best) // 2)
        while self.left():
            improved = False
            start = 0
            while start < len(best) and self.left():
                for candidate in _candidates(best, start, chunk):
                    outcome = self._attempt(candidate)
                    if outcome is not None and _cost(*outcome) < size:
                        best, deviations = outcome
                        size = _cost(best, deviations)
                        improved = True
                        break
                else:
                    start += chunk
            if chunk == 1 and not improved:
                break
            if not improved:
                chunk = max(1, chunk // 2)
        return best, deviations

    def drop_deviations(self, best: list[Segment], deviations: list[tuple[int, int]]) -> list[tuple[int, int]]:
        """Return *deviations* without those that can be left out as they stand."""
        position = 0
        size = _cost(best, deviations)
        while position < len(deviations) and self.left():
            candidate = deviations[:position] + deviations[position + 1 :]
            explorer = self._explorer
            recorded = Recorded(explorer.machine)
            switches = Switches(explorer)
            run = explorer.run_once(switches.around(recorded.around(_replay(explorer, candidate))))
            self._replays += 1
            self._operations += explorer.machine.steps
            simpler = _cost(switches.finish(), recorded.deviations) < size
            if explorer.cause(run) == self._cause and simpler:
                size = _cost(switches.segments, recorded.deviations)
                deviations = recorded.deviations
            else:
                position += 1
        return deviations


def _cost(segments: list[Segment], deviations: list[tuple[int, int]]) -> tuple[int, int]:
    # A reader follows the switches, whoever made them; the token holds the departures.
    return (len(segments), len(deviations))


def _candidates(segments: list[Segment], start: int, chunk: int) -> list[list[Segment]]:
    """Return *segments* without a chunk; and with the chunk's threads joined to their own next segments."""
    without = _joined(segments[:start] + segments[start + chunk :])
    moved = _joined(segments[:start] + _moved(segments, start, chunk)) if chunk == 1 else without
    return [without, moved] if moved != without else [without]


def _moved(segments: list[Segment], start: int, chunk: int) -> list[Segment]:
    """Return the rest from *start* with one segment put behind the next."""
    rest = segments[start:]
    if len(rest) <= chunk:
        return rest
    return [rest[chunk], *rest[:chunk], *rest[chunk + 1 :]]


def _joined(segments: list[Segment]) -> list[Segment]:
    """Return *segments* with neighbours of one thread put together."""
    joined: list[Segment] = []
    for thread, length in segments:
        if joined and joined[-1][0] == thread:
            joined[-1] = (thread, joined[-1][1] + length)
        else:
            joined.append((thread, length))
    return joined
