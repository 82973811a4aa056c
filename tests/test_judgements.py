"""Livelock, starvation, the whole story of one run, and values in a report: each as a reader meets it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import pytest

from plugins.simulation.exploring import explore_program
from plugins.simulation.naming import short_value
from plugins.simulation.strategies import BaseStrategy
from plugins.simulation.world import World
from tests.kata_project import Project
from tests.simulated import THREADS, explore_text

if TYPE_CHECKING:
    from plugins.simulation.result import Result
    from plugins.simulation.simthread import SimThread

HEAD: Final = "import threading, time\n" + THREADS

POLITE: Final = (
    HEAD
    + """
waits = {"ann": True, "bob": True}
def ann():
    while waits["bob"]:
        time.sleep(1)
    waits["ann"] = False
def bob():
    while waits["ann"]:
        time.sleep(1)
    waits["bob"] = False
together(ann, bob)
"""
)

GREEDY: Final = (
    HEAD
    + """
lock = threading.Lock()
def greedy():
    for n in range(60):
        with lock: pass
def poor():
    with lock: pass
threads = [threading.Thread(target=f, name=f.__name__, daemon=True) for f in (greedy, poor)]
for thread in threads: thread.start()
threads[0].join()
"""
)

COUNTED: Final = (
    HEAD
    + """
count, lock = 0, threading.Lock()
def work():
    global count
    for n in range(30):
        with lock: count += 1
together(work)
"""
)


class TestLivelock:
    """Threads that run for ever and get nowhere."""

    def test_the_turn_that_repeats(self, tmp_path: Path) -> None:
        """One turn of each thread is shown, and that it goes on so."""
        answer = explore_text(tmp_path, POLITE, schedules=3)
        assert answer.verdict == "livelock"
        story = answer.story
        assert story is not None
        assert "The steps below are one turn of what is repeated; nothing that they look at changes." in story.because
        turns = {(story.threads[step.lane], step.text) for step in story.steps}
        assert {("ann", "reads waits['bob'] = True"), ("bob", "reads waits['ann'] = True")} <= turns
        assert len(story.steps) <= 4
        assert "and so on, without end" in answer.explanation

    def test_its_clean_twin(self, tmp_path: Path) -> None:
        """Where one of them begins, both come to their end."""
        text = POLITE.replace('"ann": True', '"ann": False')
        assert explore_text(tmp_path, text, schedules=50).verdict == "ok"

    @pytest.mark.parametrize(
        "loop",
        [
            "while not done.is_set(): pass",
            "while barrier.n_waiting < 1: pass",
            "while threading.active_count() > 2: pass",
        ],
    )
    def test_looking_at_the_library_is_no_livelock(self, loop: str, tmp_path: Path) -> None:
        """A loop that polls an Event, a Barrier or the number of threads lets others run."""
        text = f"""
done, barrier = threading.Event(), threading.Barrier(2)
def ends(): done.set()
def waits(): barrier.wait()
threading.Thread(target=waits, daemon=True).start()
threading.Thread(target=ends).start()
{loop}
"""
        assert explore_text(tmp_path, HEAD + text, schedules=50, strategy="random").verdict == "ok"


class _PassesOver(BaseStrategy):
    """Lets *name* go on only where nobody else can."""

    name = "unfair"

    def __init__(self, name: str) -> None:
        super().__init__(0)
        self._name = name

    def chooser(self, schedule: int) -> Any:
        if schedule:
            return None

        def choose(runnable: list[SimThread], me: SimThread | None) -> SimThread:
            del me
            mine = [one for one in runnable if getattr(one.library_thread, "_name", "") != self._name]
            poor = next((one for one in runnable if one not in mine), None)
            # It comes to the lock, and then no further.
            return poor if poor is not None and (not mine or not poor.started) else (mine or runnable)[-1]

        return choose


class TestStarvation:
    """A thread that is passed over to the end: a note."""

    def _explore(self, folder: Path, text: str, strategy: Any) -> Result:
        path = folder / "program.py"
        path.write_text(text, "utf-8")
        world = World(rewrite_roots=[folder])
        with world:
            program = lambda _run: world.run_main(str(path), [])  # noqa: E731 a program of one line
            return explore_program(program, world=world, strategy=lambda _seed, _machine: strategy)

    def test_at_a_lock(self, tmp_path: Path) -> None:
        """The lock is taken again and again while one waits for it."""
        answer = self._explore(tmp_path, GREEDY, _PassesOver("poor"))
        assert answer.verdict == "ok"
        (note,) = answer.notes
        assert note == (
            "Starvation: poor waits for `lock` (line 15) and never gets it, while greedy took it 59 times. A lock "
            "gives nobody a turn; whoever comes first has it."
        )

    def test_a_fair_schedule_starves_nobody(self, tmp_path: Path) -> None:
        """Random choices let everybody have the lock some time."""
        assert explore_text(tmp_path, GREEDY, schedules=50).notes == []


class TestExplain:
    """The whole story of one run."""

    def test_of_a_run_that_passes(self, tmp_path: Path) -> None:
        """Every row is shown, who had the lock and what was in it; and the command that shows it again."""
        answer = explore_text(tmp_path, COUNTED, schedules=20, explain=True)
        assert (answer.verdict, answer.proved) == ("ok", False)
        story = answer.story
        assert story is not None
        assert story.because == [
            "Nothing went wrong in the 20 schedules that were run. This is the one with the fewest switches."
        ]
        assert [step.text for step in story.steps].count("takes lock") == 30
        assert answer.explanation.count("takes lock") == 30
        assert "not shown" not in answer.explanation
        assert answer.replay is None
        assert "--replay" in story.replay

    def test_of_a_proof(self, tmp_path: Path) -> None:
        """It says that all were run."""
        answer = explore_text(tmp_path, COUNTED, schedules=500, strategy="dpor", explain=True)
        assert answer.proved
        assert answer.story is not None
        assert answer.story.because[0].startswith("Nothing went wrong in all ")

    def test_of_a_run_that_fails(self, tmp_path: Path) -> None:
        """Nothing is left out of it."""
        text = COUNTED + "assert count == 1\n"
        short, whole = (explore_text(tmp_path, text, schedules=20, explain=explain) for explain in (False, True))
        assert (short.verdict, whole.verdict) == ("assertion", "assertion")
        assert "not shown" in short.explanation
        assert "not shown" not in whole.explanation

    def test_in_a_session(self, tmp_path: Path) -> None:
        """Pytest shows the story of each spec, passing or failing."""
        project = Project(tmp_path)
        project.write("conftest.py", 'pytest_plugins = ["plugins.kata.plugin", "plugins.report"]\n')
        project.exercise(
            "bank/pay",
            "import threading\n\ndef pay():\n    t = threading.Thread(target=print, args=(1,), name='clerk')\n"
            "    t.start()\n    t.join()\n",
            "def test_paid(kata, printed):\n    kata.pay()\n    assert printed.lines == ['1']\n",
        )
        answer = project.run("--explain")
        assert answer.outcomes == {"test_paid": "passed"}
        assert "== explained ==" in answer.output
        assert "ok: nothing is wrong in this schedule." in answer.output
        assert "prints 1" in answer.output
        assert "explained" not in project.run().output


class _Meta(type):
    @property
    def __name__(cls) -> str:  # type: ignore[override]  # hostile on purpose
        raise RuntimeError


class _Hostile(metaclass=_Meta):
    def __repr__(self) -> str:
        raise RuntimeError

    def __getattr__(self, name: str) -> Any:
        raise RuntimeError(name)


class _Text(str):
    __slots__ = ()

    def __repr__(self) -> str:
        raise RuntimeError


def _cyclic() -> Any:
    values: list[Any] = []
    values.append(values)
    return {"values": values}


VALUES: Final[dict[str, tuple[Any, str]]] = {
    "a number": (100, "100"),
    "ten megabytes": ("x" * 10_000_000, repr("x" * 36)[:-1] + "..."),
    "a list of them": (["x" * 10_000_000] * 3, "a list of 3"),
    "a number that cannot be spelled out": (10**6000, "an int of 19,932 bits"),
    "a list of those": ([10**6000], "a list of 1"),
    "a cycle": (_cyclic(), "a dict of 1"),
    "an object that answers nothing": (_Hostile(), "an object"),
    "a text with a repr of its own": (_Text("a"), "a _Text"),
    "a small dictionary": ({1: "a"}, "{1: 'a'}"),
    "a builtin function": (len, "len"),
    "a function": (_cyclic, "_cyclic"),
}


@pytest.mark.parametrize("kind", VALUES)
def test_values_are_short_and_safe(kind: str) -> None:
    """A value is spelled out by the interpreter alone, in some forty characters; the program's code does not run."""
    value, text = VALUES[kind]
    assert short_value(value) == text


def test_what_is_printed_is_asked_for_once(tmp_path: Path) -> None:
    """The recorder takes the text from what was written, so a `__str__` that counts its calls counts the same."""
    text = (
        HEAD
        + """
class Loud:
    calls = 0
    def __str__(self):
        Loud.calls += 1
        return f"call {Loud.calls}"
def work(): print(Loud(), "and", 1, sep="-")
together(work)
assert Loud.calls == 2
"""
    )
    answer = explore_text(tmp_path, text, schedules=5)
    assert answer.verdict == "assertion"
    assert answer.output == "call 1-and-1\n"
    assert "prints call 1-and-1" in answer.explanation
