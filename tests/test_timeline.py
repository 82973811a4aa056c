"""The picture of a schedule, the tree of its choices, and Chrome's trace: as plain values, without a browser."""

from __future__ import annotations

import json
from collections import Counter
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from plugins.simulation import token
from plugins.simulation.exploring import Explorer, garbage_between_runs
from plugins.simulation.job import FILE, Job, _program
from plugins.simulation.timeline.choices import LONGEST
from plugins.simulation.timeline.history import History
from plugins.simulation.timeline.page import page
from plugins.simulation.timeline.picture import MOST_ROWS, _last, empty, retold
from plugins.simulation.timeline.trace import trace
from plugins.simulation.world import World
from tests.simulated import THREADS, explore_text

if TYPE_CHECKING:
    from plugins.simulation.result import Result
    from plugins.simulation.simthread import SimThread

pytestmark = pytest.mark.once

HEAD = "import threading, queue, time\n" + THREADS

#: Small programs whose whole tree fits on a page.
PROGRAMS = {
    "lost update": """
total = 0
def ann():
    global total
    total += 1
def bob():
    global total
    total += 1
together(ann, bob)
assert total == 2
""",
    "locks in opposite order": """
one, two = threading.Lock(), threading.Lock()
def ann():
    with one, two: pass
def bob():
    with two, one: pass
together(ann, bob)
""",
    "independent": """
boxes = [[0], [0]]
def ann():
    boxes[0][0] += 1
    boxes[0][0] += 1
def bob():
    boxes[1][0] += 1
    boxes[1][0] += 1
together(ann, bob)
""",
    "a notify that may be lost": """
condition = threading.Condition()
def waits():
    with condition: condition.wait()
def sends():
    with condition: condition.notify()
together(waits, sends)
""",
    "a queue": """
box = queue.Queue(1)
def puts():
    for item in range(2): box.put(item)
def gets():
    for _ in range(2): print(box.get())
together(puts, gets)
""",
    "a semaphore and sleep": """
slots = threading.Semaphore(1)
def ann():
    with slots: time.sleep(1)
def bob():
    with slots: print("bob")
together(ann, bob)
""",
    "trying": """
lock = threading.Lock()
def ann():
    if lock.acquire(blocking=False): lock.release()
def bob():
    with lock: pass
together(ann, bob)
""",
    "three": """
total = 0
def a():
    global total
    total = 1
def b():
    global total
    total = 2
def c(): print(total)
together(a, b, c)
""",
}


def drawn(folder: Path, text: str, **options: Any) -> Result:
    """Explore a program and draw it."""
    return explore_text(folder, HEAD + text, **{"states": 1000, **options})


def picture_of(folder: Path, text: str, **options: Any) -> dict[str, Any]:
    """The picture of a program."""
    picture = drawn(folder, text, **options).picture
    assert picture is not None
    return picture


def rows(picture: dict[str, Any]) -> list[tuple[int, str]]:
    """(thread, text) of each row."""
    return [(moment[0], moment[1]) for moment in picture["moments"] if moment[1]]


def every_schedule(folder: Path, text: str) -> Counter[str]:
    """How many schedules of a program come to each verdict: all of them are run, one choice after the other."""
    file = folder / "each.py"
    file.write_text(HEAD + text, encoding="utf-8")
    world = World(rewrite_roots=[folder])
    found: Counter[str] = Counter()
    with world, garbage_between_runs():
        explorer = Explorer(_program(Job(FILE, str(file)), world), world=world)
        stack: list[list[int]] = []
        while True:
            position = 0

            def choose(runnable: list[SimThread], me: SimThread | None) -> SimThread:
                nonlocal position
                ordered = sorted(runnable, key=lambda thread: thread.index)
                if position == len(stack):
                    stack.append([0, len(ordered)])
                chosen = ordered[stack[position][0]]
                position += 1
                return chosen

            explorer.tries_seen = False
            found[explorer.run_once(choose).verdict] += 1
            while stack and stack[-1][0] + 1 == stack[-1][1]:
                stack.pop()
            if not stack:
                return found
            stack[-1][0] += 1


def ways(tree: dict[str, Any], node: int = 0) -> list[list[int]]:
    """Every row of choices that the tree holds, to its end."""
    found = []
    for thread, (to, _end, _moments, _last_one) in tree["nodes"][node][2].items():
        rest = ways(tree, to) if to >= 0 else [[]]
        found += [[int(thread), *more] for more in rest]
    return found


def ended_at(tree: dict[str, Any], way: list[int]) -> int:
    """The number of the end that a row of choices leads to."""
    node, end = 0, -1
    for thread in way:
        node, end = tree["nodes"][node][2][str(thread)][:2]
    return end


def default(threads: list[int], last: int) -> int:
    """Who goes on where a token says nothing."""
    if last in threads:
        return last
    return min([thread for thread in threads if thread > last] or threads)


def followed(tree: dict[str, Any], way: list[int]) -> tuple[str, str, list[tuple[int, str]]]:
    """The token of a row of choices, the verdict that it comes to, and the rows on the way."""
    deviations, node, last, moments = [], 0, tree["last"], list(tree["begin"])
    end = -1
    for thread in way:
        steps, places, edges = tree["nodes"][node]
        if thread != default([place[0] for place in places], last):
            deviations.append((steps, thread))
        node, end, more, last = edges[str(thread)]
        moments += more
    text = str(token.Token(token.parse(tree["head"]).minor, token.parse(tree["head"]).program, tuple(deviations)))
    return text, tree["ends"][end][0], rows({"moments": moments})


class TestTree:
    """The tree of choices."""

    @pytest.mark.parametrize("name", PROGRAMS)
    def test_it_holds_every_schedule(self, tmp_path: Path, name: str) -> None:
        """As many paths come to each verdict as there are schedules that do, though states are merged."""
        tree = picture_of(tmp_path, PROGRAMS[name])["tree"]
        expected = every_schedule(tmp_path, PROGRAMS[name])
        assert tree["whole"]
        found = Counter(followed(tree, way)[1] for way in ways(tree))
        assert found == expected
        assert int(tree["paths"]) == sum(expected.values())
        lucky = sum(tree["ends"][ended_at(tree, way)][2] for way in ways(tree))
        assert int(tree["broken"]) == sum(expected.values()) - expected["ok"] - lucky

    @pytest.mark.parametrize("name", PROGRAMS)
    def test_each_way_is_replayed_by_its_token(self, tmp_path: Path, name: str) -> None:
        """A token of any way through the tree does what the tree says, row by row."""
        tree = picture_of(tmp_path, PROGRAMS[name])["tree"]
        all_ways = ways(tree)
        for way in all_ways[:: max(1, len(all_ways) // 12)]:
            text, verdict, steps = followed(tree, way)
            again = drawn(tmp_path, PROGRAMS[name], replay=text, states=0)
            assert (again.verdict, rows(again.picture or {"moments": []})) == (verdict, steps)

    def test_luck_is_not_going_wrong(self, tmp_path: Path) -> None:
        """One after the other nothing gets lost, though nothing keeps them apart."""
        tree = picture_of(tmp_path, PROGRAMS["lost update"])["tree"]
        assert {(verdict, lucky) for verdict, _, lucky in tree["ends"]} == {
            ("lost-update", True),
            ("lost-update", False),
        }
        assert 0 < int(tree["broken"]) < int(tree["paths"])

    def test_independent_steps_are_merged(self, tmp_path: Path) -> None:
        """The orders of what does not depend on each other are a lattice, not a tree."""
        tree = picture_of(tmp_path, PROGRAMS["independent"])["tree"]
        assert len(tree["nodes"]) < int(tree["paths"]) / 2

    def test_state_that_does_not_show(self, tmp_path: Path) -> None:
        """What a module that is not rewritten remembers is state too: merging is tried out, and given up."""
        text = """
import sys
seen = sys.modules.setdefault("not_seen", type(sys)("not_seen"))
seen.__dict__["order"] = []
def note(name): eval("seen.order.append(name)", {"seen": seen, "name": name})
boxes = [[0], [0]]
def work(place, name):
    boxes[place][0] = 1
    note(name)
def a(): work(0, "a")
def b(): work(1, "b")
together(a, b)
assert seen.__dict__["order"] == ["a", "b"]
"""
        tree = picture_of(tmp_path, text, schedules=1, strategy="random", seed=3)["tree"]
        found = Counter(followed(tree, way)[1] for way in ways(tree))
        assert found == every_schedule(tmp_path, text)

    def test_a_large_program_is_held_in_part(self, tmp_path: Path) -> None:
        """The tree says that there is more, and how many preemptions are held wholly."""
        text = """
total = 0
def work():
    global total
    for _ in range(6): total += 1
def a(): work()
def b(): work()
together(a, b)
"""
        tree = picture_of(tmp_path, text, states=60)["tree"]
        assert not tree["whole"]
        assert 60 <= len(tree["nodes"]) < 60 + LONGEST
        assert tree["preemptions"] >= 0

    def test_a_program_that_polls_for_ever(self, tmp_path: Path) -> None:
        """No path is followed without end."""
        text = "flag = False\ndef a():\n    while not flag: pass\ndef b(): pass\ntogether(a, b)\n"
        tree = picture_of(tmp_path, text, schedules=1, states=10)["tree"]
        assert not tree["whole"]

    def test_without_threads_there_is_none(self, tmp_path: Path) -> None:
        """Nobody could choose anything."""
        assert picture_of(tmp_path, "print(1)")["tree"] is None

    def test_the_answer_is_the_same(self, tmp_path: Path) -> None:
        """A picture changes nothing of what is found and told."""
        plain = drawn(tmp_path, PROGRAMS["lost update"], states=None)
        with_picture = drawn(tmp_path, PROGRAMS["lost update"])
        for answer in (plain, with_picture):
            answer.seconds = 0.0
        assert plain.as_dict() == with_picture.as_dict()


class TestPicture:
    """One schedule."""

    def test_it_counts_its_own_steps(self, tmp_path: Path) -> None:
        """The steps that its sentences name are its rows, and the mark is where to look."""
        picture = picture_of(tmp_path, PROGRAMS["a notify that may be lost"])
        assert picture["verdict"] == "deadlock"
        sent = next(fact for fact in picture["because"] if "notify" in fact and "step" in fact)
        step = int(sent.partition("step ")[2].partition(")")[0])
        assert "notify: nobody waits" in rows(picture)[step - 1][1]
        assert picture["mark"] == step - 1

    def test_effects(self, tmp_path: Path) -> None:
        """Locks, waiting, wake-ups, values and prints are said beside the rows."""
        text = """
lock = threading.Lock()
total = 0
def ann():
    global total
    with lock:
        time.sleep(1)
        total += 1
    print("ann")
def bob():
    with lock: pass
together(ann, bob)
"""
        picture = picture_of(tmp_path, text, schedules=1, strategy="bounded")
        by_row: dict[str, list[Any]] = {}
        for thread, said, _file, _line, _operation, seconds, effects, _passive in picture["moments"]:
            by_row[f"{thread} {said}"] = effects
            if said.startswith("sleeps"):
                assert seconds == 0
            if said.startswith("prints"):
                assert seconds == 1
        assert by_row["1 takes lock"] == [["+", 1, "1.1", "lock"]]
        assert by_row["1 sleeps 1 s"] == [["z", 1]]
        assert by_row["2 waits for lock: ann has it"] == [["b", 2, 0]]
        assert by_row["1 writes total = 1"] == [["v", "total", "1", 1]]
        assert by_row["1 releases lock"] == [["-", "1.1"], ["a", 1, 2, "wake"]]
        assert by_row["1 prints ann"] == [["p", "ann"]]
        assert ["a", 1, 0, "end"] in by_row["1 ends"]

    def test_a_container_has_a_value(self, tmp_path: Path) -> None:
        """What a list holds is a value, too."""
        picture = picture_of(tmp_path, "items = []\ndef a(): items.append(7)\ntogether(a)\n", schedules=1)
        assert ["v", "items", "[7]", 1] in [effect for moment in picture["moments"] for effect in moment[6]]

    def test_two_objects_of_one_name(self, tmp_path: Path) -> None:
        """They are told apart."""
        text = """
class Box:
    def fill(self, value): self.value = value
boxes = Box(), Box()
def a(): boxes[0].fill(1)
def b(): boxes[1].fill(2)
together(a, b)
"""
        picture = picture_of(tmp_path, text, schedules=1)
        names = {effect[1] for moment in picture["moments"] for effect in moment[6] if effect[0] == "v"}
        assert {"self.value", "self.value (2)"} <= names

    def test_of_a_long_schedule_the_end(self) -> None:
        """What was changed by the rows that are left out stays."""
        moments = [[0, f"row {number}", 0, 1, number, 0.0, [["p", "x"]], 0] for number in range(MOST_ROWS + 3)]
        skipped, kept = _last(moments)
        assert skipped == 3
        assert len(kept) == len(moments)
        assert [moment[1] for moment in kept[:4]] == ["", "", "", "row 3"]
        assert kept[0][6] == [["p", "x"]]

    def test_a_report_may_say_more(self) -> None:
        """What is expected comes from the report; where nothing was drawn, all does."""
        story = {"verdict": "missing", "headline": "there is no file", "because": ["a"], "rule": "b", "expected": "c"}
        told = retold(empty("missing"), story)
        assert (told["headline"], told["because"], told["rule"], told["expected"]) == (
            "there is no file",
            ["a"],
            "b",
            "c",
        )
        assert retold(empty("ok"), None) == empty("ok")


class TestHistory:
    """States by number."""

    def test_order_of_what_depends(self) -> None:
        """A read before and after a write are two states; reads in either order are one."""
        from plugins.simulation.recorder import Event, Place

        owner = object()

        def after(*kinds: tuple[int, str]) -> Any:
            history = History()
            history.feed([Event(0, thread, kind, Place(), (owner, "x")) for thread, kind in kinds])
            return history.mark(2, 0.0, [])

        assert after((1, "read"), (2, "read")) == after((2, "read"), (1, "read"))
        assert after((1, "read"), (2, "write")) != after((2, "write"), (1, "read"))
        assert after((1, "write"), (2, "write")) != after((2, "write"), (1, "write"))


class TestTrace:
    """Chrome's trace events."""

    @pytest.mark.parametrize("name", PROGRAMS)
    def test_it_is_well_formed(self, tmp_path: Path, name: str) -> None:
        """Every event has what its phase needs; slices of a thread do not cross; what begins ends."""
        picture = picture_of(tmp_path, PROGRAMS[name], states=0)
        events = json.loads(trace([(name, picture)]))["traceEvents"]
        assert {event["ph"] for event in events} <= set("MXbesfi")
        slices: dict[int, list[tuple[int, int]]] = {}
        for event in events:
            assert {"ph", "pid", "tid", "ts"} <= set(event)
            if event["ph"] == "X":
                slices.setdefault(event["tid"], []).append((event["ts"], event["ts"] + event["dur"]))
        for mine in slices.values():
            ordered = sorted(mine)
            assert all(first[1] <= second[0] for first, second in pairwise(ordered))
        for begin, end in ("be", "sf"):
            begun = Counter(event["id"] for event in events if event["ph"] == begin)
            assert begun == Counter(event["id"] for event in events if event["ph"] == end)
        steps = [event["name"] for event in events if event.get("cat") == "step"]
        assert steps == [moment[1] for moment in picture["moments"] if moment[1] and not moment[7]]

    def test_names(self, tmp_path: Path) -> None:
        """Processes are runs, tracks are threads."""
        events = json.loads(trace([("a run", picture_of(tmp_path, PROGRAMS["three"], states=0))]))["traceEvents"]
        named = [
            (event["name"], event["args"]["name"]) for event in events if event["ph"] == "M" and "name" in event["args"]
        ]
        assert ("process_name", "ok: a run") in named
        assert {"main", "a", "b", "c"} == {name for kind, name in named if kind == "thread_name"}


def test_nothing_ends_the_script() -> None:
    """Whatever a program prints, the page has the script elements that it has."""
    hostile = "</script><!--<script>&lt;\u2028\ud800"
    picture = empty("ok") | {"moments": [[0, hostile, -1, 0, 1, 0.0, [["p", hostile]], 0]]}
    text = page(hostile, [(hostile, picture)])
    assert text.count("<script") == text.count("</script>") == 4
    assert "<!--" not in text
    text.encode()
