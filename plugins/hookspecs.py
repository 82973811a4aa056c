"""The hooks that these katas add to pytest's own: where somebody else's machine, detector or report comes in.

They are called at the boundary of a run, in the process that runs the spec: a child, or pytest's own with `-s` and
`--pdb`. Inside a run there are plain calls, since a hook for every event would cost more than the event.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from plugins.kata.exercise import Exercise
    from plugins.simulation.detectors import Detector
    from plugins.simulation.registry import Factory
    from plugins.simulation.result import Result
    from plugins.simulation.story import Story


@pytest.hookspec(firstresult=True)
def pytest_kata_protocol(item: pytest.Function, exercise: Exercise) -> list[pytest.TestReport] | None:
    """Run all phases of a spec somewhere else than in this child, as a machine does that has a process for each spec.

    Called in the child that serves the specs of a file, before anything of the spec is set up; never with `-s` and
    `--pdb`. Who answers sees to it that whatever the spec does harms nobody.

    :param item: the spec.
    :param exercise: what the spec is about.
    :return: the reports of its phases in order, or None to have it run here.
    """


@pytest.hookspec(firstresult=True)
def pytest_kata_run(item: pytest.Function, exercise: Exercise) -> Result | None:
    """Run a spec on a machine; the first machine that returns a result is the one.

    The fixtures of the spec are set up, but for `kata` and `printed`, which the machine makes new for each schedule.

    :param item: the spec.
    :param exercise: what the spec is about: the module under test and where it lies.
    :return: what came out, or None if this machine is not for this spec.
    """


@pytest.hookspec
def pytest_kata_result(item: pytest.Function, result: Result) -> None:
    """A spec has been run, and its report is about to be made of *result*.

    Not called for a spec whose process died before it had a result.

    :param item: the spec.
    :param result: what came out; its story may be added to.
    """


@pytest.hookspec
def pytest_kata_detectors(item: pytest.Function) -> Sequence[Detector]:  # type: ignore[empty-body]  # a signature
    """Return detectors that look at the schedules of a spec; see `plugins/simulation/detectors.py`.

    The built-in ones come in by this hook too.

    :param item: the spec.
    :return: new detectors, for this spec alone.
    """


@pytest.hookspec
def pytest_kata_strategies(config: pytest.Config) -> Mapping[str, Factory]:  # type: ignore[empty-body]  # a signature
    """Return further strategies that `--strategy` can name.

    Called once, when the options are known.

    :param config: the session's.
    :return: what makes each of them, by name: called with the seed and the machine. Names are small letters.
    """


@pytest.hookspec(firstresult=True)
def pytest_kata_story(report: pytest.TestReport, story: Story) -> str | None:
    """A failing spec is about to be reported: in the process that has the terminal, before its page is laid out.

    :param report: the spec's.
    :param story: all that is known of what went wrong, as plain values.
    :return: None; or a text that takes the place of the page.
    """
