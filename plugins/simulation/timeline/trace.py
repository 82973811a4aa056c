"""A picture as Chrome's trace events, for Perfetto and chrome://tracing.

The format is the JSON one of "Trace Event Format" (Google, 2016): a process a run, a track a thread. A step is given a
millisecond, since virtual time mostly stands still while threads run; the virtual time of each is among its arguments.
Locks held are asynchronous slices, arrows are flows.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

from plugins.simulation.timeline.moments import (
    EFFECTS,
    FILE,
    LINE,
    OPERATION,
    PASSIVE,
    SECONDS,
    TEXT,
    THREAD,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from plugins.simulation.timeline.moments import Effect, Moment

_Event = dict[str, Any]

#: Microseconds that a step takes in a trace.
_STEP: Final = 1_000
#: The phase of an event that turned out to be none.
_NOTHING: Final = ""


def trace(runs: Sequence[tuple[str, dict[str, Any]]]) -> str:
    """Return the text of a trace.

    :param runs: the name of each run, and its picture.
    """
    events = [event for number, (name, picture) in enumerate(runs) for event in _Run(number + 1, name, picture).events]
    events = [event for event in events if event["ph"] != _NOTHING]
    return json.dumps({"traceEvents": events, "displayTimeUnit": "ms"}, separators=(",", ":"))


class _Run:
    """The events of one run.

    :ivar events: in the order of time, as far as they have one.
    """

    def __init__(self, process: int, name: str, picture: dict[str, Any]) -> None:
        self.events: list[_Event] = []
        self._process = process
        self._files = picture["files"]
        self._row = -1
        #: By thread the stretch in which it waits or sleeps, and the arrow by which it was woken.
        self._open: dict[int, _Event] = {}
        self._woken: dict[int, list[_Event]] = {}
        self._held: dict[str, _Event] = {}
        self._flows = 0
        self._meta("process_name", 0, f"{picture['verdict']}: {name}")
        for moment in picture["moments"]:
            self._moment(moment)
        end = self._row + 1
        for waiting in self._open.values():
            waiting["dur"] = max(0, end * _STEP - waiting["ts"])
        for held in self._held.values():
            self._add("e", held["tid"], end, name=held["name"], cat="lock", id=held["id"])

    def _add(self, phase: str, thread: int, row: float, **more: Any) -> _Event:
        event = {"ph": phase, "pid": self._process, "tid": thread, "ts": int(row * _STEP), **more}
        self.events.append(event)
        return event

    def _meta(self, what: str, thread: int, name: str) -> None:
        self._add("M", thread, 0, name=what, args={"name": name})

    def _moment(self, moment: Moment) -> None:
        thread = moment[THREAD]
        if moment[TEXT]:
            self._row += 1
            if not moment[PASSIVE]:
                self._goes_on(thread)
                self._add(
                    "X", thread, self._row, dur=_STEP, name=moment[TEXT], cat="step", args=self._arguments(moment)
                )
        for effect in moment[EFFECTS]:
            self._change(effect, moment)

    def _arguments(self, moment: Moment) -> _Event:
        found = {"step": self._row + 1, "operation": moment[OPERATION], "virtual seconds": moment[SECONDS]}
        if moment[FILE] >= 0:
            name, lines = self._files[moment[FILE]]
            found["place"] = f"{name}:{moment[LINE]}"
            found["source"] = lines[moment[LINE] - 1].strip() if moment[LINE] <= len(lines) else ""
        values = [effect for effect in moment[EFFECTS] if effect[0] == "v"]
        return found | {name: value for _, name, value, _wrote in values}

    def _goes_on(self, thread: int) -> None:
        waiting = self._open.pop(thread, None)
        if waiting is not None and "dur" not in waiting:
            waiting["dur"] = max(0, self._row * _STEP - waiting["ts"])
        self._woken.pop(thread, None)

    def _change(self, effect: Effect, moment: Moment) -> None:
        kind, now = effect[0], max(0, self._row)
        if kind == "n":
            self._meta("thread_name", effect[1], effect[2])
            self._add("M", effect[1], 0, name="thread_sort_index", args={"sort_index": effect[1]})
        elif kind in "bz":
            self._stops(effect, now, moment)
        elif kind == "a":
            self._arrow(effect, now)
        elif kind == "+":
            _, thread, key, name = effect
            self._held[key] = self._add("b", thread, now, name=f"holds {name}", cat="lock", id=key)
        elif kind == "-" and effect[1] in self._held:
            held = self._held.pop(effect[1])
            self._add("e", held["tid"], now + 1, name=held["name"], cat="lock", id=held["id"])
        elif kind == "p":
            self._add("i", moment[THREAD], now, s="t", name=f"print: {effect[1]}", cat="print")

    def _stops(self, effect: Effect, now: int, moment: Moment) -> None:
        thread = effect[1]
        if effect[0] == "b" and effect[2] and thread in self._woken:
            # It was told that it can go on, and somebody else was first.
            for event in self._woken.pop(thread):
                event["ph"] = _NOTHING
            self._open[thread].pop("dur", None)
            return
        name = moment[TEXT] if moment[TEXT] and moment[THREAD] == thread else "waits"
        passive = moment[PASSIVE] or moment[THREAD] != thread
        self._open[thread] = self._add("X", thread, now + (not passive), name=name, cat="waiting")

    def _arrow(self, effect: Effect, now: int) -> None:
        _, source, target, kind = effect
        self._flows += 1
        flow: dict[str, Any] = {"id": f"{self._process}.{self._flows}", "name": kind, "cat": "arrow"}
        begin = self._add("s", source, now + 0.5, **flow)
        end = self._add("f", target, now + 0.5, bp="e", **flow)
        if kind != "start" and target in self._open:
            self._open[target]["dur"] = max(0, (now + 1) * _STEP - self._open[target]["ts"])
            self._woken[target] = [begin, end]
