"""What processes wrote to standard error, in short: one's own lines, each traceback once."""

from __future__ import annotations

import multiprocessing.process

from plugins.report.errors import MOST_LINES, brief


def traceback_of(process: str) -> str:
    """Return what a process prints whose target has failed."""
    library = multiprocessing.process.__file__
    return (
        f"Process {process}:\n"
        "Traceback (most recent call last):\n"
        f'  File "{library}", line 314, in _bootstrap\n'
        "    self.run()\n"
        '  File "/ann/katas/process/beside.py", line 6, in work\n'
        "    results[n] = function(n)\n"
        "                 ^^^^^^^^^^^\n"
        '  File "<string>", line 1, in <module>\n'
        "LookupError: no spoon\n"
        "    and no fork\n"
    )


def test_only_ones_own_lines() -> None:
    """The calls of the library are left out; the message stays as it is."""
    assert brief(traceback_of("ann")) == (
        "Process ann:\n"
        "Traceback (most recent call last):\n"
        '  File "/ann/katas/process/beside.py", line 6, in work\n'
        "    results[n] = function(n)\n"
        "                 ^^^^^^^^^^^\n"
        "LookupError: no spoon\n"
        "    and no fork"
    )


def test_each_once() -> None:
    """What differs in the name of the process alone is counted."""
    text = traceback_of("ann") + traceback_of("bob") + traceback_of("eve")
    assert brief(text) == brief(traceback_of("ann")) + "\n(and 2 times more the same; -v shows all of it)"


def test_what_is_no_traceback_stays() -> None:
    """Lines of a program of one's own, up to a length."""
    assert brief("oh\n    dear\n") == "oh\n    dear"
    assert brief("") == ""
    lines = brief("\n".join(map(str, range(100)))).split("\n")
    assert lines[MOST_LINES:] == [f"{100 - MOST_LINES} lines not shown"]
