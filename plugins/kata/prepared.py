"""A prepared process: started afresh for a pytest process that cannot be copied, it has no threads and runs its specs.

It is a session of pytest with the same arguments, less what belongs to the one that reports (workers, junit, the
cache, the debugger), that collects only the files it is asked for. Where processes can be forked it
supervises a child for each file, as pytest's own process does elsewhere; where they cannot, it is itself the child.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from plugins.kata import serving
from plugins.kata.runner import Runner
from plugins.progress.carrying import PROGRESS
from plugins.simulation.child import CAN_FORK

if TYPE_CHECKING:
    from collections.abc import Generator

    from plugins.simulation.child import Channel


def serve(channel: Channel, *, arguments: list[str], temporary: str, worker: dict[str, Any]) -> None:
    """Be a prepared process; the task of a fresh child.

    :param arguments: pytest's arguments.
    :param temporary: the folder for temporary folders.
    :param worker: what xdist told the worker that this stands for; {} if there is none.
    """
    pytest.main(arguments, plugins=[_Prepared(channel, temporary, worker)])


class _Prepared:
    """Takes the places of collection and test loop."""

    def __init__(self, channel: Channel, temporary: str, worker: dict[str, Any]) -> None:
        self._channel = channel
        self._temporary = temporary
        self._worker = worker
        self._items: dict[str, pytest.Item] = {}
        self._files: set[str] = set()

    @pytest.hookimpl(wrapper=True, tryfirst=True)
    def pytest_cmdline_main(self, config: pytest.Config) -> Generator[None, object, object]:
        """Take away what belongs to the process that reports."""
        config.option.basetemp = self._temporary
        without: dict[str, object] = {
            "numprocesses": None,
            "dist": "no",
            "tx": [],
            "xmlpath": None,
            "lf": False,
            "failedfirst": False,
            "newfirst": False,
            "stepwise": False,
            "cacheclear": False,
            "usepdb": False,
            "trace": False,
        }
        for name, value in without.items():
            if hasattr(config.option, name):
                setattr(config.option, name, value)
        # Plugins that write files in the reporting process alone know a worker by this.
        config.workerinput = {"workerid": "katas", **self._worker}  # type: ignore[attr-defined] # as xdist does
        return (yield)

    @pytest.hookimpl(tryfirst=True)
    def pytest_collection(self) -> bool:
        """Collect nothing until a file is asked for."""
        return True

    @pytest.hookimpl(tryfirst=True)
    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        """Note what was found, before anything is deselected: the asking process has done that already."""
        self._items.update({item.nodeid: item for item in items})

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Run what is asked for, until nothing more is."""

        def find(nodeid: str, file: str) -> pytest.Item:
            if file not in self._files:
                session.perform_collect([file])
                self._files.add(file)
                # Of all files: specs of one may be asked for again after those of another.
                session.items = list(self._items.values())
            return self._items[nodeid]

        if not CAN_FORK:
            serving.serve(self._channel, session, find)
            return True

        def emit(_: pytest.Item, report: pytest.TestReport) -> None:
            serving.send_report(self._channel, session.config, report)

        session.config.pluginmanager.register(serving.Warnings(self._channel), serving.WARNINGS)
        if session.config.pluginmanager.has_plugin(PROGRESS):
            # A worker's own, whose input this process has as well; it is told by that one's parent.
            session.config.pluginmanager.unregister(name=PROGRESS)
        session.config.pluginmanager.register(serving.Carrying(self._channel), PROGRESS)
        runner = Runner(session, emit)
        try:
            serving.answer_orders(self._channel, find, runner.run)
        finally:
            runner.close()
        return True
