"""Which calls to the network depend on each other: the knowledge that exhaustive search needs of sockets.

A call is told as some operations, each on one resource with a key that says what it came to. Two of them are a race if
their order can matter and each could have come first; the later one was *enabled* by the earlier if it could not. That
has to be exact: a race that cannot be turned round sends the search where nobody can go, and one that is not told hides
schedules. So bytes are known by their places in the stream, connections by their numbers.

A receive and a send, say: what is sent behind the bytes that a receive took is no matter if the receive got all that
it asked for. If it got less, it might have got more. What it took must have been sent before; but if there was
something to take already, it might have taken just that.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final, NamedTuple

if TYPE_CHECKING:
    from plugins.simulation.operations import Operation

#: How an event can depend on an earlier one of another thread; see `happens_before`.
RACE: Final = 1
ENABLED: Final = 2

PUT: Final = "put"
REST: Final = "rest"
GET: Final = "get"
NOTHING: Final = "nothing"
FINISH: Final = "finish"
DEAFEN: Final = "deafen"
DROP: Final = "drop"
ARRIVE: Final = "arrive"
ACCEPT: Final = "accept"
NOBODY: Final = "nobody"
HANG_UP: Final = "hang-up"
WATCH: Final = "watch"
WANT: Final = "want"
BIND: Final = "bind"
LISTEN: Final = "listen"
LEAVE: Final = "leave"
DIAL: Final = "dial"
USE: Final = "use"
DISCARD: Final = "discard"

#: What a watch or a wait is about.
INPUT: Final = "input"
OUTPUT: Final = "output"


class Sent(NamedTuple):
    """Key of `PUT` and `REST`: bytes from *start* to *end* of the stream were sent."""

    start: int
    end: int
    asked: int
    blocking: bool
    was_empty: bool
    fills: bool


class Received(NamedTuple):
    """Key of `GET`: bytes from *start* to *end* of the stream were received; none where the stream has ended."""

    start: int
    end: int
    asked: int
    blocking: bool
    empties: bool
    was_full: bool


class Finished(NamedTuple):
    """Key of `FINISH` and `DEAFEN`: who receives sees the end from now on, or a broken connection."""

    first: bool
    reset: bool
    was_empty: bool


class Arrived(NamedTuple):
    """Key of `ARRIVE`: the connection of this number waits to be accepted."""

    number: int
    was_empty: bool


class Accepted(NamedTuple):
    """Key of `ACCEPT`: the connection of this number was accepted; -1 where the listener has ended."""

    number: int
    blocking: bool
    empties: bool


class Watched(NamedTuple):
    """Key of `WATCH`: whether it is ready, and whether something else that is watched is."""

    side: str
    ready: bool
    others: bool
    blocking: bool


def order(earlier: Operation, later: Operation) -> int:
    """Return how *later* depends on *earlier*, both about one resource: `RACE`, `ENABLED` or 0."""
    rule = _RULES[earlier[0], later[0]]
    if isinstance(rule, int):
        return rule
    return rule(earlier[2], later[2], earlier[1])


Rule = int | Callable[[Any, Any, Any], int]


def _put_get(put: Sent, get: Received, channel: Any) -> int:
    del channel
    if put.start >= get.end or put.start == put.end:
        return 0
    if put.start > get.start or not get.blocking:
        return RACE
    return ENABLED


def _get_put(get: Received, put: Sent, channel: Any) -> int:
    room = channel.capacity - (put.start - get.start)
    if room < put.asked and get.end > get.start:
        return RACE if room > 0 or not put.blocking else ENABLED
    return RACE if get.start < get.end < get.start + get.asked else 0


def _finish_get(finish: Finished, get: Received, channel: Any) -> int:
    del channel
    if get.end > get.start:
        return 0
    if finish.first:
        return ENABLED if get.blocking else RACE
    return RACE if finish.reset else 0


def _get_finish(get: Received, finish: Finished, channel: Any) -> int:
    del channel
    return RACE if get.end == get.start and finish.reset else 0


def _arrive_accept(arrive: Arrived, accept: Accepted, listener: Any) -> int:
    del listener
    if arrive.number != accept.number:
        return 0
    return ENABLED if accept.blocking else RACE


def _accept_arrive(accept: Accepted, arrive: Arrived, listener: Any) -> int:
    return ENABLED if arrive.number == accept.number + listener.backlog + 1 else 0


def _hang_up_accept(hang_up: None, accept: Accepted, listener: Any) -> int:
    del hang_up, listener
    return ENABLED if accept.number < 0 and accept.blocking else RACE


def _seen(watch: Watched, side: str) -> int:
    """Return how *watch* depends on what has made its *side* ready."""
    if watch.side != side or not watch.ready:
        return 0
    return RACE if watch.others or not watch.blocking else ENABLED


def _missed(watch: Watched, side: str) -> int:
    """Return how *watch* and what makes its *side* ready depend on each other, if they came the other way round."""
    return RACE if watch.side == side and not watch.ready else 0


def _taken_away(watch: Watched, side: str) -> int:
    """Return how *watch* and what ends the readiness of its *side* depend on each other, in this order."""
    return RACE if watch.side == side and watch.ready else 0


_RULES: Final[dict[tuple[str, str], Rule]] = {
    **{(one, other): RACE for one in (PUT, REST) for other in (PUT, REST)},
    **{(one, GET): _put_get for one in (PUT, REST)},
    (GET, PUT): _get_put,
    (GET, REST): RACE,
    (GET, GET): RACE,
    (GET, NOTHING): RACE,
    **{(NOTHING, other): RACE for other in (PUT, REST, FINISH, DEAFEN)},
    **{(one, other): RACE for one in (PUT, REST, GET, NOTHING) for other in (DROP,)},
    **{(DROP, other): RACE for other in (PUT, REST, GET, NOTHING)},
    **{(one, FINISH): RACE for one in (PUT, REST)},
    **{(FINISH, other): RACE for other in (PUT, REST)},
    **{(one, GET): _finish_get for one in (FINISH, DEAFEN)},
    **{(GET, other): _get_finish for other in (FINISH, DEAFEN)},
    (ARRIVE, ARRIVE): RACE,
    (ARRIVE, ACCEPT): _arrive_accept,
    (ACCEPT, ARRIVE): _accept_arrive,
    (ACCEPT, ACCEPT): RACE,
    (ACCEPT, NOBODY): RACE,
    (NOBODY, ARRIVE): RACE,
    (HANG_UP, ACCEPT): _hang_up_accept,
    **{(one, HANG_UP): RACE for one in (ACCEPT, ARRIVE, NOBODY)},
    **{(HANG_UP, other): RACE for other in (ARRIVE, NOBODY)},
    **{(one, BIND): RACE for one in (BIND, LISTEN, LEAVE, DIAL)},
    **{(BIND, other): RACE for other in (LISTEN, LEAVE, DIAL)},
    **{(LISTEN, other): RACE for other in (LISTEN, DIAL)},
    (DIAL, LISTEN): RACE,
    (USE, DISCARD): RACE,
    (DISCARD, USE): RACE,
    **{(one, WANT): lambda _, side, __: RACE if side == INPUT else 0 for one in (GET, ACCEPT)},
    (PUT, WANT): lambda put, side, _: RACE if side == OUTPUT and put.end > put.start else 0,
    (ARRIVE, WANT): lambda _, side, __: RACE if side == OUTPUT else 0,
    # A watch sees what is ready, and what is not.
    **{(one, WATCH): lambda put, watch, _: _seen(watch, INPUT) if put.was_empty else 0 for one in (FINISH, DEAFEN)},
    **{
        (one, WATCH): lambda put, watch, _: (
            (_seen(watch, INPUT) if put.was_empty and put.end > put.start else 0)
            or (_missed(watch, OUTPUT) if put.fills else 0)
        )
        for one in (PUT, REST)
    },
    (GET, WATCH): lambda get, watch, _: (
        (_missed(watch, INPUT) if get.empties else 0) or (_seen(watch, OUTPUT) if get.was_full else 0)
    ),
    **{
        (WATCH, one): lambda watch, put, _: (
            (_missed(watch, INPUT) if put.was_empty and put.end > put.start else 0)
            or (_taken_away(watch, OUTPUT) if put.fills else 0)
        )
        for one in (PUT, REST)
    },
    **{(WATCH, one): lambda watch, put, _: _missed(watch, INPUT) if put.was_empty else 0 for one in (FINISH, DEAFEN)},
    (WATCH, GET): lambda watch, get, _: (
        (_taken_away(watch, INPUT) if get.empties else 0) or (_missed(watch, OUTPUT) if get.was_full else 0)
    ),
    (ARRIVE, WATCH): lambda arrive, watch, _: _seen(watch, INPUT) if arrive.was_empty else 0,
    (WATCH, ARRIVE): lambda watch, arrive, _: _missed(watch, INPUT) if arrive.was_empty else 0,
    (ACCEPT, WATCH): lambda accept, watch, _: _missed(watch, INPUT) if accept.empties else 0,
    (WATCH, ACCEPT): lambda watch, accept, _: _taken_away(watch, INPUT) if accept.empties else 0,
    (HANG_UP, WATCH): lambda _, watch, __: _seen(watch, INPUT),
    (WATCH, HANG_UP): lambda watch, _, __: _missed(watch, INPUT),
}

#: The pairs of kinds that can depend on each other.
RELATED: Final = frozenset(_RULES)
#: Those whose keys are ports, and must be the same.
BY_PORT: Final = frozenset({BIND, LISTEN, LEAVE, DIAL})
