"""The strategies that can be asked for by name, and how more are added."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from plugins.simulation.bounded import BoundedStrategy
from plugins.simulation.dpor import DporStrategy
from plugins.simulation.mix import MixStrategy
from plugins.simulation.pct import PctStrategy
from plugins.simulation.pos import PosStrategy
from plugins.simulation.strategies import RandomStrategy, Strategy

if TYPE_CHECKING:
    from plugins.simulation.machine import Machine

#: Makes a strategy for a seed and a machine.
Factory = Callable[[int, "Machine"], Strategy]

#: By name; the first is the default.
_FACTORIES: Final[dict[str, Factory]] = {
    "mix": MixStrategy,
    "random": lambda seed, _machine: RandomStrategy(seed),
    "pct": PctStrategy,
    "pos": PosStrategy,
    "dpor": lambda _seed, machine: DporStrategy(machine),
    "bounded": lambda _seed, machine: BoundedStrategy(machine),
}

#: The strategies that are there from the beginning; the first is the default.
STRATEGIES: Final = tuple(_FACTORIES)
DEFAULT: Final = STRATEGIES[0]
BOUNDED: Final = BoundedStrategy.name


def register(name: str, factory: Factory) -> None:
    """Let *name* be asked for as a strategy.

    :param name: small letters, as tokens spell it.
    :param factory: called with a seed and the machine that the schedules run on, once for each exploration.
    :raises ValueError: if the name is taken or cannot stand in a token.
    """
    if _FACTORIES.get(name, factory) is not factory:
        msg = f"there is a strategy {name!r} already: choose another name"
        raise ValueError(msg)
    if not (name.isascii() and name.isalpha() and name.islower()):
        msg = f"{name!r} cannot stand in a replay token: name the strategy in small letters, such as 'mine'"
        raise ValueError(msg)
    _FACTORIES[name] = factory


def unregister(name: str) -> None:
    """Forget a strategy that `register` added."""
    if name not in STRATEGIES:
        _FACTORIES.pop(name, None)


def names() -> tuple[str, ...]:
    """Return the names of all strategies, the default first."""
    return tuple(_FACTORIES)


def check(name: str) -> None:
    """Make sure that there is a strategy called *name*.

    :raises ValueError: if there is none.
    """
    if name not in _FACTORIES:
        msg = f"there is no strategy {name!r}: choose one of {', '.join(_FACTORIES)}"
        raise ValueError(msg)


def within(strategy: str, preemptions: int | None) -> str | Factory:
    """Return what makes the strategy called *strategy*, kept to a bound.

    :param preemptions: the most that a schedule may have; None for no bound.
    :raises ValueError: if the strategy knows no such bound.
    """
    if preemptions is None:
        return strategy
    if strategy != BOUNDED:
        msg = f"preemptions={preemptions!r} is a bound of the strategy {BOUNDED!r}, not of {strategy!r}"
        raise ValueError(msg)
    return lambda _seed, machine: BoundedStrategy(machine, preemptions)


def make_strategy(strategy: str | Factory, seed: int, machine: Machine) -> Strategy:
    """Return the strategy called *strategy*, or the one that *strategy* makes.

    :raises ValueError: if there is none of that name.
    """
    if not isinstance(strategy, str):
        return strategy(seed, machine)
    check(strategy)
    return _FACTORIES[strategy](seed, machine)
