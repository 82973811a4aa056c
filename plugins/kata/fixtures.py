"""The fixtures `kata` and `printed`: set up as placeholders, since the real ones are new for each schedule.

Rejected: setting up all fixtures for each schedule, some hundred times a spec, and with every scope but "function" in
doubt. A fixture that wants one of the two is told so at its first use.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NoReturn

import pytest

from checks.printed import Printed
from plugins.kata.stash import EXERCISE
from plugins.simulation.language import _

if TYPE_CHECKING:
    from plugins.simulation.exploring import Run

KATA: Final = "kata"
PRINTED: Final = "printed"


class Recorded(Printed):
    """What one schedule has printed so far, as its spec sees it."""

    def __init__(self, run: Run) -> None:
        self._run = run

    @property
    def by_thread(self) -> list[tuple[str, str]]:  # type: ignore[override] # read only here
        """For each line the name of the thread that printed it, and the line without its end."""
        return self._run.prints

    def __repr__(self) -> str:
        return f"Printed({self.by_thread!r})"


class NewForEachSchedule:
    """Stands for a fixture of this plugin until a schedule runs.

    :param name: the fixture's name.
    """

    def __init__(self, name: str) -> None:
        self._name = name

    def __getattr__(self, attribute: str) -> NoReturn:
        if attribute.startswith("_"):
            raise AttributeError(attribute)
        pytest.fail(
            _(
                "{name!r} is new for each schedule, so a fixture cannot use {name}.{attribute}; use it "
                "in the body of the spec",
                name=self._name,
                attribute=attribute,
            ),
            pytrace=False,
        )


@pytest.fixture
def kata(request: pytest.FixtureRequest) -> Any:  # noqa: ANN401 - a module of the learner's
    """The module under test, new for each schedule."""
    return _placeholder(request, KATA)


@pytest.fixture
def printed(request: pytest.FixtureRequest) -> Any:  # noqa: ANN401 - a placeholder of what it will be
    """What the schedule has printed: `.text`, `.lines`, `.numbers`, `.by_thread`."""
    return _placeholder(request, PRINTED)


def _placeholder(request: pytest.FixtureRequest, name: str) -> NewForEachSchedule:
    if EXERCISE not in request.node.stash:
        pytest.fail(
            _("the fixture {name!r} is for the specs of a kata: katas/NAME/test_X.py", name=name), pytrace=False
        )
    return NewForEachSchedule(name)
