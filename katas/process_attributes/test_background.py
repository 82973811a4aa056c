"""A process that ends with the program, or one for which the program waits."""

import multiprocessing
import os
from pathlib import Path

import pytest

import checks

pytestmark = pytest.mark.real

#: A program that starts two processes with the learner's function and comes to its end.
PROGRAM = """
import importlib, multiprocessing, os, sys

import checks
from katas.process_attributes import test_background

if __name__ == "__main__":
    modules, name, folder, method = sys.argv[1:]
    multiprocessing.set_start_method(method)
    sys.path.append(modules)
    kata = importlib.import_module(name)
    spans = checks.ProcessSpans(folder)
    pipe = folder + "/pipe"
    os.mkfifo(pipe)
    kata.start_process(test_background.never_end, (spans, pipe), "watch", background=True)
    kata.start_process(test_background.end_after_the_other, (spans, pipe), "work", background=False)
    spans.wait_for("work waits")
    spans.point("the program is at its end")
"""


def note_your_name(spans):
    """Note what this process is called, and whether it works in the background."""
    process = multiprocessing.current_process()
    spans.point((process.name, process.daemon))


def wait_for(spans, what):
    """Wait until it has happened."""
    spans.wait_for(what)


def never_end(spans, pipe):
    """Hold your end of the pipe as long as you live, which is until somebody ends you."""
    with open(pipe, "w"):  # noqa: PTH123 - a text, from the arguments of a program
        spans.wait_for("never")


def end_after_the_other(spans, pipe):
    """Read until nobody holds the other end of the pipe any more: who held it has been ended."""
    with open(pipe) as file:  # noqa: PTH123 - a text, from the arguments of a program
        spans.point("work waits")
        file.read()
    spans.point("work has ended")


@pytest.mark.parametrize("background", [True, False])
def test_it_runs_under_its_name(kata, tmp_path, background):
    """The process sees both from the beginning: its name, and whether it is a daemon."""
    spans = checks.ProcessSpans(tmp_path)
    process = kata.start_process(note_your_name, (spans,), "worker", background=background)
    process.join()
    checks.in_order(spans.points, [("worker", background)])
    assert (process.name, process.daemon) == ("worker", background)
    assert spans.pids() == [process.pid]


@pytest.mark.parametrize("background", [True, False])
def test_who_asks_goes_on(kata, tmp_path, background):
    """To start it is not to wait for it."""
    spans = checks.ProcessSpans(tmp_path)
    process = kata.start_process(wait_for, (spans, "go home"), "worker", background=background)
    assert process.is_alive()
    assert process.pid not in {None, os.getpid()}
    spans.point("go home")
    process.join()
    checks.ended_with(process, 0)


def test_at_the_end_of_the_program(kata, tmp_path):
    """The one in the background never ends by itself, and is ended; the other one needs longer, and is waited for."""
    assert callable(kata.start_process)
    spans = checks.ProcessSpans(tmp_path)
    probe = kata.start_process(note_your_name, (spans,), "probe", background=True)
    probe.join()
    program = tmp_path / "program.py"
    program.write_text(PROGRAM, encoding="utf-8")
    folder = tmp_path / "marks of the program"
    folder.mkdir()
    file = Path(kata.__file__)
    name = f"{file.parent.name}.{file.stem}"
    run = checks.run_script(program, file.parent.parent, name, folder, multiprocessing.get_start_method())
    checks.ended_well(run)
    done = checks.ProcessSpans(folder).points
    checks.in_order(done, ["work waits", "the program is at its end", "work has ended"])
