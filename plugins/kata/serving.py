"""The child's side: runs the specs that it is asked for, one after the other, and sends a report after each phase.

As xdist's workers do, it uses pytest's own protocol for one item and pytest's own plain form of a report. Three things
are different from pytest's process: the capture, since its files are shared with the parent and hold what the parent
has not read yet; fixtures that the parent has set up, which are the parent's to take down; and reporters, which are not
told anything here.
"""

from __future__ import annotations

import contextlib
import sys
import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final

import pytest
from _pytest.capture import CaptureManager
from _pytest.runner import runtestprotocol

from plugins.kata.stash import DEADLINE, EXERCISE
from plugins.progress.meter import Meter

if TYPE_CHECKING:
    import warnings
    from collections.abc import Generator

    from plugins.progress.meter import Told
    from plugins.simulation.child import Channel

#: A message to the child: which spec, which one of the same child follows, and the file of both.
RUN: Final = "run"
NEXT: Final = "next"
FILE: Final = "file"
#: In the same message: the seconds within which the spec must have ended, or None.
LEFT: Final = "left"
#: Messages from the child.
REPORT: Final = "report"
WRITTEN: Final = "written"
WARNING: Final = "warning"
ALIVE: Final = "alive"
FAR: Final = "far"
DONE: Final = "done"
EXIT: Final = "exit"

#: The name of the plugin that serves, in a child.
SERVING: Final = "kata-serving"
#: The name of the plugin that sends warnings.
WARNINGS: Final = "kata-warnings"

_CAPTURE: Final = "capturemanager"

Find = Callable[[str, str], pytest.Item]


def serve(channel: Channel, session: pytest.Session, find: Find) -> None:
    """Run specs in this process, until the parent wants no more."""
    _settle_in(channel, session)
    config = session.config
    plugins = config.pluginmanager
    plugins.register(Serving(channel, config), SERVING)
    if plugins.has_plugin(WARNINGS):
        # A prepared process's, which speaks to that one's parent.
        plugins.unregister(name=WARNINGS)
    plugins.register(Warnings(channel), WARNINGS)

    def run(item: pytest.Item, following: pytest.Item | None) -> None:
        config.hook.pytest_runtest_protocol(item=item, nextitem=following)

    answer_orders(channel, find, run)


def answer_orders(channel: Channel, find: Find, run: Callable[[pytest.Item, pytest.Item | None], object]) -> None:
    """Carry out the parent's orders until there are no more.

    :param find: returns the item with a node id, in a file.
    :param run: runs an item, given the one that follows in the same child.
    """
    while True:
        try:
            order = channel.receive()
        except EOFError:
            return
        item = find(order[RUN], order[FILE])
        if order[LEFT] is not None:
            item.stash[DEADLINE] = time.monotonic() + order[LEFT]
        following = None if order[NEXT] is None else find(order[NEXT], order[FILE])
        # The spec's time begins here, and not while a fresh process starts and collects.
        channel.send({ALIVE: True})
        try:
            run(item, following)
        except pytest.exit.Exception as leaving:
            channel.send({EXIT: [leaving.msg, leaving.returncode]})
        else:
            _flush()
            channel.send({DONE: order[RUN]})


class Serving:
    """Makes pytest's protocol send its reports to the parent, instead of telling this process's reporters."""

    def __init__(self, channel: Channel, config: pytest.Config) -> None:
        self._channel = channel
        self._config = config

    def show_life(self, patience: float | None = None) -> None:
        """Tell the parent that a spec which takes long is getting on, so that its time begins anew.

        :param patience: seconds of wall time until the next sign, for a machine that bounds the spec itself.
        """
        self._channel.send({ALIVE: True if patience is None else patience})

    def tell(self, far: Told) -> None:
        """Tell the parent how far a spec is."""
        self._channel.send({FAR: far})

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_protocol(self, item: pytest.Item, nextitem: pytest.Item | None) -> bool:
        """Run one spec here, or let a machine do so that has a process for each."""
        reports = item.ihook.pytest_kata_protocol(item=item, exercise=item.stash[EXERCISE])
        if reports is None:
            runtestprotocol(item, log=False, nextitem=nextitem)
        else:
            for report in reports:
                send_report(self._channel, self._config, report)
        return True

    @pytest.hookimpl(wrapper=True, tryfirst=True)
    def pytest_runtest_makereport(
        self,
    ) -> Generator[None, pytest.TestReport, pytest.TestReport]:
        """Send the report of a phase as soon as there is one: the next phase may be the last of this process."""
        report = yield
        _flush()
        send_report(self._channel, self._config, report)
        return report


class Warnings:
    """Sends the warnings of specs to the parent, for its summary; those of collection are the parent's own too."""

    def __init__(self, channel: Channel) -> None:
        self._channel = channel

    def pytest_warning_recorded(
        self, warning_message: warnings.WarningMessage, when: str, nodeid: str, location: tuple[str, int, str] | None
    ) -> None:
        """Send a warning."""
        if when != "runtest":
            return
        data = {
            "text": str(warning_message.message),
            "category": warning_message.category.__name__,
            "file": warning_message.filename,
            "line": warning_message.lineno,
            "when": when,
            "nodeid": nodeid,
            "location": location,
        }
        self._channel.send({WARNING: data})


class Carrying:
    """Carries on how far specs are, from a prepared process to the one that asks."""

    def __init__(self, channel: Channel) -> None:
        self._channel = channel

    def told(self, nodeid: str, far: Told) -> None:
        """Carry it on; the one that asks knows which spec it is about."""
        del nodeid
        self._channel.send({FAR: far})


def meter(config: pytest.Config, what: str, most: int) -> Meter:
    """Return what tells the parent how far a spec is; a process that has no parent is told nothing.

    :param what: what is counted.
    :param most: how many at most.
    """
    serving = config.pluginmanager.getplugin(SERVING)
    return Meter(_to_nobody if serving is None else serving.tell, what, most)


def _to_nobody(far: Told) -> None:
    del far


def send_report(channel: Channel, config: pytest.Config, report: pytest.TestReport) -> None:
    """Send a report to the parent, and how far the output went that belongs to it."""
    data = config.hook.pytest_report_to_serializable(config=config, report=report)
    channel.send({REPORT: data, WRITTEN: channel.written})


def report_from(data: dict[str, Any], config: pytest.Config) -> pytest.TestReport:
    """Return the report that `send_report` sent; what was a tuple is one again."""
    data = sendable(data)
    report: pytest.TestReport = config.hook.pytest_report_from_serializable(config=config, data=data)
    file, line, name = report.location
    report.location = (file, line, name)
    report.user_properties = [(name, value) for name, value in report.user_properties]
    report.sections = [(name, text) for name, text in report.sections]
    skipped: object = report.longrepr
    if isinstance(skipped, list):
        # Where and why.
        path, line, why = skipped
        report.longrepr = (path, line, why)
    return report


def sendable(value: Any) -> Any:  # noqa: ANN401 - plain values of any kind
    """Return *value* with half characters (surrogates) in its texts escaped.

    A program may print them and a file name may hold them; what has no UTF-8 ends a worker of xdist that would send it.
    """
    if isinstance(value, str):
        return value if value.isascii() else value.encode("utf-8", "backslashreplace").decode("utf-8")
    if isinstance(value, dict):
        return {sendable(key): sendable(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return type(value)(sendable(each) for each in value)
    return value


def warning_from(data: dict[str, Any]) -> dict[str, Any]:
    """Return the arguments of `pytest_warning_recorded` for what `Warnings` sent.

    A category that is not built in arrives as UserWarning, with its name in the text.
    """
    import builtins
    import warnings

    category = getattr(builtins, data["category"], None)
    text = sendable(data["text"])
    if not (isinstance(category, type) and issubclass(category, Warning)):
        category, text = UserWarning, f"{data['category']}: {text}"
    return {
        "warning_message": warnings.WarningMessage(category(text), category, data["file"], data["line"]),
        "when": data["when"],
        "nodeid": data["nodeid"],
        "location": None if data["location"] is None else tuple(data["location"]),
    }


def _settle_in(channel: Channel, session: pytest.Session) -> None:
    from plugins.simulation.exploring import freeze_for_good

    plugins = session.config.pluginmanager
    capture = plugins.getplugin(_CAPTURE)
    if capture is not None:
        # The supervisor reads what this process writes, also after a crash; `capsys` and its like work as ever.
        plugins.unregister(capture)
        capture.stop_global_capturing()
        none = CaptureManager("no")
        plugins.register(none, _CAPTURE)
        none.start_global_capturing()
    channel.claim_streams()
    freeze_for_good()
    for finalizers, _ in session._setupstate.stack.values():  # noqa: SLF001 - nobody else knows what is set up
        # Set up by the parent, before this process was; the parent will take it down.
        finalizers.clear()


def _flush() -> None:
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(OSError, ValueError):
            stream.flush()
