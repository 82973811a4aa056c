"""The plugin of the katas: which module a spec judges, what its options mean, and what a spec may use.

Each test writes a small repository of katas and runs a real session of pytest in it.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest

from plugins.kata.hash_seed import is_fixed, may_matter
from tests.kata_project import Project

if TYPE_CHECKING:
    from pathlib import Path

#: A solution, and what is wrong with it in a schedule: two threads, and a switch between reading and writing.
LOSES_UPDATES = """\
    import threading

    total = 0


    def add():
        global total
        total = total + 1


    def run():
        threads = [threading.Thread(target=add) for _ in range(2)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        print(total)
"""
LOSES_NONE = LOSES_UPDATES.replace("total = total + 1", "with lock:\n            total = total + 1").replace(
    "total = 0", "total = 0\n    lock = threading.Lock()"
)
SPEC = """\
    def test_both_count(kata, printed):
        kata.run()
        assert printed.numbers == [2]
"""

#: A token that might be of this Python.
OF_NO_SPEC = f"{sys.version_info.minor}.0000-"


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """A repository without katas."""
    return Project(tmp_path)


class TestWhichModule:
    """`katas/NAME/X.py`, `reference/NAME/X.py` or DIR/NAME/X.py."""

    @pytest.fixture(autouse=True)
    def three_solutions(self, project: Project) -> None:
        """A wrong one, a right one, and one that uses a sibling."""
        project.exercise("sums/two", LOSES_UPDATES, SPEC)
        project.write("reference/__init__.py", "")
        project.write("reference/sums/two.py", LOSES_NONE)
        project.write("handed_in/sums/two.py", "from .helper import answer\n\ndef run():\n    print(answer)\n")
        project.write("handed_in/sums/helper.py", "answer = 2\n")

    def test_the_learners_own(self, project: Project) -> None:
        """Without an option."""
        answer = project.run()
        assert answer.status == 1
        assert answer.verdicts == {"test_both_count": "lost-update"}
        assert "katas/sums/two.py" in answer.texts["test_both_count"]

    def test_the_reference(self, project: Project) -> None:
        """With `--reference`, for all katas where no path is given."""
        answer = project.run("--reference")
        assert answer.status == 0
        assert answer.verdicts == {"test_both_count": "ok"}

    def test_a_submission(self, project: Project) -> None:
        """With `--submission DIR`; the files beside it are its siblings."""
        answer = project.run("--submission", "handed_in")
        assert answer.status == 0
        assert answer.verdicts == {"test_both_count": "ok"}

    def test_a_submission_from_elsewhere(self, project: Project, tmp_path_factory: pytest.TempPathFactory) -> None:
        """DIR may lie anywhere and be called anything, also like a standard module or with a dot in its name.

        pytest looks for its settings from the paths that it is given, and takes DIR for one of them, for it does not
        know the option yet: so there is a path in the katas beside it, or an equals sign.
        """
        folder = tmp_path_factory.mktemp("json.v2")
        (folder / "sums").mkdir()
        (folder / "sums" / "two.py").write_text("def run(): print(2)\n", encoding="utf-8")
        for arguments in (["--submission", str(folder), "katas"], [f"--submission={folder}"]):
            assert project.run(*arguments).verdicts == {"test_both_count": "ok"}

    def test_a_submission_without_the_file(self, project: Project) -> None:
        """Every spec of that exercise fails with `missing`; the others run."""
        project.exercise("sums/three", "def run(): pass\n", "def test_three(kata): kata.run()\ndef test_3(): pass\n")
        answer = project.run("--submission", "handed_in")
        assert answer.status == 1
        assert answer.verdicts == {"test_both_count": "ok", "test_three": "missing", "test_3": "missing"}
        assert "there is no file handed_in/sums/three.py" in " ".join(answer.texts["test_3"].split())

    def test_a_submission_in_a_spawned_process(self, project: Project) -> None:
        """Its functions have one name in every process."""
        project.write("handed_in/sums/two.py", "from .helper import answer\n\ndef give():\n    return answer\n")
        project.write(
            "conftest.py",
            """\
            import importlib
            import multiprocessing

            import pytest

            from plugins.simulation.result import Result

            pytest_plugins = ["plugins.kata.plugin"]


            @pytest.hookimpl(tryfirst=True)
            def pytest_kata_run(exercise):
                give = importlib.import_module(exercise.module).give
                with multiprocessing.get_context("spawn").Pool(1) as pool:
                    assert pool.apply(give) == 2
                return Result("ok")
            """,
        )
        answer = project.run("--submission", "handed_in")
        assert answer.verdicts == {"test_both_count": "ok"}, answer.output

    def test_nothing_is_written_beside_the_katas(self, project: Project) -> None:
        """A submission is judged where it is."""
        before = {file: file.read_bytes() for file in project.root.rglob("*.py")}
        project.run("--submission", "handed_in")
        assert {file: file.read_bytes() for file in project.root.rglob("*.py")} == before


@pytest.mark.once
class TestOptions:
    """Misuse is told before anything runs: the fact, the value, the way out."""

    @pytest.mark.parametrize(
        ("arguments", "message"),
        [
            (
                ["--submission", "nowhere"],
                (
                    "ERROR: --submission 'nowhere': there is no such folder; "
                    "give the one that holds NAME/X.py for each exercise"
                ),
            ),
            (
                ["--submission", "katas", "--reference"],
                "ERROR: --reference and --submission 'katas' exclude each other; give one",
            ),
            (["--schedules", "many"], "argument --schedules: 'many' is no whole number; give one such as 1000"),
            (["--schedules", "0"], "argument --schedules: '0' is too small; give 1 or more"),
            (["--seed", "x"], "argument --seed: 'x' is no whole number; give one such as 1000"),
            (
                ["--time-limit", "-1"],
                "argument --time-limit: '-1' is no time to wait; give a number of seconds above 0",
            ),
            (
                ["--time-limit", "inf"],
                "argument --time-limit: 'inf' is no time to wait; give a number of seconds above 0",
            ),
            (["--time-limit", "x"], "argument --time-limit: 'x' is no number of seconds; give one such as 20 or 0.5"),
            (["--strategy", "luck"], "ERROR: --strategy 'luck': there is no such strategy; choose one of mix, "),
            (["--replay", "?"], "ERROR: --replay: '?' is no replay token: one looks like"),
            (
                ["--replay", OF_NO_SPEC],
                (
                    f"ERROR: --replay '{OF_NO_SPEC}': none of the specs collected here belongs to this token; "
                    "give the folder of its kata, as the report that printed the token does"
                ),
            ),
        ],
    )
    def test_misuse(self, project: Project, arguments: list[str], message: str) -> None:
        """The exit status is pytest's own for that."""
        project.exercise("sums/two", LOSES_UPDATES, SPEC)
        answer = project.run(*arguments)
        assert message in answer.output
        assert answer.status == pytest.ExitCode.USAGE_ERROR
        assert "Traceback" not in answer.output

    def test_schedules(self, project: Project) -> None:
        """As many as the option says, else as the spec says, else some hundred."""
        project.exercise(
            "sums/two",
            "def run(): pass\n",
            """\
            import pytest

            runs = []

            @pytest.fixture
            def count(request):
                runs.clear()
                yield
                with open("runs.txt", "a") as file:
                    print("ran", len(runs), "times", file=file)

            def test_default(count): runs.append(1)

            @pytest.mark.explore(schedules=7)
            def test_marked(count): runs.append(1)
            """,
        )
        assert project.run().status == 0
        assert project.run("--schedules", "3").status == 0
        told = (project.root / "runs.txt").read_text(encoding="utf-8").splitlines()
        assert told == ["ran 300 times", "ran 7 times", "ran 3 times", "ran 3 times"]

    def test_too_few_schedules_are_no_success(self, project: Project) -> None:
        """A spec whose time was over before its schedules were is inconclusive, which is no success."""
        project.exercise(
            "sums/two",
            "def run():\n    total = 0\n    for number in range(100_000):\n        total += number\n",
            "def test_slow(kata): kata.run()\n",
        )
        answer = project.run("--schedules", "1000000", "--time-limit", "2")
        assert answer.verdicts == {"test_slow": "inconclusive"}
        assert "of 1,000,000 schedules were run" in _flat(answer.texts["test_slow"])
        assert answer.status == 1

    def test_a_wrong_mark(self, project: Project) -> None:
        """A mark that does not exist as written is an error of the spec, and says what there is."""
        project.exercise(
            "sums/two",
            "def run(): pass\n",
            """\
            import pytest

            @pytest.mark.explore(schedule=7)
            def test_misspelt(): pass

            @pytest.mark.explore(clock="wall")
            def test_no_such_clock(): pass
            """,
        )
        answer = project.run()
        assert "has 'schedule'; it takes schedules, clock, horizon, all_joined" in answer.output
        assert "has the clock 'wall'; choose one of exact, any" in answer.output
        assert answer.status == 1

    def test_the_references_have_a_cache_of_their_own(self, project: Project) -> None:
        """`--lf` after a run of the references is still about the learner's failures."""
        project.exercise("sums/two", "def run(): print(0)\n", SPEC + "\n\n    def test_easy(kata): pass\n")
        project.write("reference/__init__.py", "")
        project.write("reference/sums/two.py", "def run(): print(2)\n")
        assert project.run().outcomes == {"test_both_count": "failed", "test_easy": "passed"}
        assert project.run("--reference").status == 0
        assert project.run("--lf").outcomes == {"test_both_count": "failed"}
        assert project.run("--reference", "--lf").outcomes == {"test_both_count": "passed", "test_easy": "passed"}


class TestReplay:
    """A failing report names the command that shows the same schedule again."""

    @pytest.fixture
    def token(self, project: Project) -> str:
        """The token of a failure."""
        project.exercise("sums/two", LOSES_UPDATES, SPEC + "\n\n    def test_easy(kata): pass\n")
        text = project.run().texts["test_both_count"]
        command, _, token = text.strip().splitlines()[-1].strip().rpartition(" ")
        assert command.endswith("pytest katas/sums --replay")
        return token

    @pytest.mark.parametrize("more", [[], ["-n", "2"]], ids=["here", "-n 2"])
    def test_that_spec_alone(self, project: Project, token: str, more: list[str]) -> None:
        """No other spec is run, and it fails in the same way."""
        answer = project.run("katas/sums", "--replay", token, *more)
        assert answer.verdicts == {"test_both_count": "lost-update"}
        assert token in answer.texts["test_both_count"]
        assert "1 failed, 1 deselected" in answer.output

    def test_of_another_python(self, project: Project, token: str) -> None:
        """Its operations may be others."""
        _, _, rest = token.partition(".")
        answer = project.run("--replay", f"99.{rest}")
        assert answer.status == pytest.ExitCode.USAGE_ERROR
        assert "was made on Python 3.99" in answer.output

    def test_how_it_was_called(self, project: Project, token: str) -> None:
        """The command is the one that the learner used, with what chose the module."""
        project.write("handed_in/sums/two.py", LOSES_UPDATES)
        called = {"KATAS_CALLED_AS": "python3 dojo.py"}
        answer = project.run("--submission", "handed_in", environment=called)
        text = answer.texts["test_both_count"]
        assert f"python3 dojo.py katas/sums --submission handed_in --replay {token}" in " ".join(text.split())


class TestSpecs:
    """What a spec may use, and how it is judged."""

    def test_kata_is_new_for_each_schedule_and_fixtures_are_not(self, project: Project) -> None:
        """Module state does not leak from one schedule into the next; other fixtures are set up once a test."""
        project.exercise(
            "sums/two",
            "calls = []\n",
            """\
            import pytest

            set_up = []

            @pytest.fixture
            def once():
                set_up.append("function")
                return []

            @pytest.fixture(scope="module")
            def once_a_file():
                set_up.append("module")

            @pytest.mark.explore(schedules=5)
            def test_state(kata, printed, once, once_a_file):
                assert kata.calls == []
                assert printed.text == ""
                kata.calls.append(1)
                print("hello")
                assert printed.by_thread == [("MainThread", "hello")]
                once.append(1)
                assert set_up == ["module", "function"]

            def test_once(once, once_a_file):
                assert set_up == ["module", "function", "function"]
            """,
        )
        answer = project.run()
        assert answer.status == 0, answer.output

    def test_a_fixture_cannot_use_kata(self, project: Project) -> None:
        """It is told so; a mistake of the spec's author."""
        project.exercise(
            "sums/two",
            "def run(): pass\n",
            """\
            import pytest

            @pytest.fixture
            def early(kata): kata.run()

            def test_it(early): pass
            """,
        )
        answer = project.run()
        assert answer.outcomes == {"test_it": "error"}
        assert answer.verdicts == {"test_it": "exception"}
        assert (
            "'kata' is new for each schedule, so a fixture cannot use kata.run; use it in the body of the spec"
            in answer.output
        )

    def test_kata_outside_of_katas(self, project: Project) -> None:
        """The fixtures belong to specs."""
        project.write("tests/test_plain.py", "def test_plain(kata): pass\n")
        answer = project.run("tests")
        assert "the fixture 'kata' is for the specs of a kata: katas/NAME/test_X.py" in answer.output

    def test_the_library_is_the_simulated_one(self, project: Project) -> None:
        """However a spec imported it, it is what the learner's module has."""
        project.exercise(
            "sums/two",
            """\
            import queue
            import threading

            def thread():
                return threading.Thread()

            def get():
                queue.Queue().get(False)
            """,
            """\
            import queue
            import threading as t
            import time
            from threading import Thread
            from time import sleep

            import pytest

            def test_it(kata):
                import threading
                assert threading is t
                assert isinstance(kata.thread(), Thread)
                with pytest.raises(queue.Empty):
                    kata.get()
                before = time.monotonic()
                sleep(1000)
                assert time.monotonic() == before + 1000
            """,
        )
        answer = project.run()
        assert answer.status == 0, answer.output

    def test_ordinary_tests_are_not_touched(self, project: Project) -> None:
        """They run in pytest's own process, on the real machine."""
        project.write(
            "tests/test_plain.py",
            """\
            import os, threading
            from pathlib import Path

            def test_plain():
                assert os.getppid() != int(Path("pid").read_text())
                assert "plugins" not in threading.__file__
            """,
        )
        project.write("katas/sums/test_helpers/test_deeper.py", "def test_deeper(): pass\n")
        project.write(
            "conftest.py",
            'import os\nopen("pid", "w").write(str(os.getpid()))\npytest_plugins = ["plugins.kata.plugin"]\n',
        )
        answer = project.run("tests", "katas")
        assert answer.status == 0, answer.output
        assert answer.verdicts == {"test_plain": "", "test_deeper": ""}

    def test_expected_and_got(self, project: Project) -> None:
        """A failed comparison shows both sides around the first difference, by the custom of the specs."""
        project.exercise(
            "sums/two",
            "def run(): print(*[*range(50), 99, *range(51, 100)], sep='\\n')\n",
            """\
            def test_list(kata, printed):
                kata.run()
                assert printed.numbers == list(range(100))

            def test_text(kata, printed):
                assert printed.text == "hello"

            def test_less(kata):
                assert 3 < 2

            def test_raises(kata):
                import pytest
                with pytest.raises(ValueError):
                    kata.run()

            def test_fail(kata):
                import pytest
                pytest.fail("so it is")
            """,
        )
        answer = project.run()
        assert set(answer.verdicts.values()) == {"assertion"}
        assert "expected [..., 47, 48, 49, 50, 51" in " ".join(answer.texts["test_list"].split())
        assert "got [..., 47, 48, 49, 99, 51" in " ".join(answer.texts["test_list"].split())
        assert "expected 'hello'" in " ".join(answer.texts["test_text"].split())
        assert "assert 3 < 2" in answer.texts["test_less"]
        assert "ValueError was to be raised here, and no exception came." in answer.texts["test_raises"]
        assert "so it is" in answer.texts["test_fail"]

    def test_a_spec_that_cannot_go_on(self, project: Project) -> None:
        """A line of the spec is told as such; and whoever prints and returns nothing is asked for a return."""
        project.exercise(
            "sums/two",
            "def run(): print(2)\n",
            """\
            def test_len(kata):
                len(kata.run())

            def test_none(kata):
                assert kata.run() == 2
            """,
        )
        answer = project.run()
        assert "an exception on line 2 of the spec: TypeError" in answer.texts["test_len"]
        assert "Which line of the function returns it" in " ".join(answer.texts["test_none"].split())

    def test_what_the_catalogue_asks_for(self, project: Project) -> None:
        """A missing function and a wrong signature are told with the signature of the task."""
        spec = """\
            def test_run(kata): kata.run(1, name="x")

            def test_class(kata): kata.Box(1).put(2)
        """
        project.exercise("sums/none", "", spec)
        project.exercise("sums/wrong", "def run(a): pass\n\nclass Box:\n    def put(self): pass\n", spec)
        project.write(
            "katas/catalogue.toml",
            """\
            [sums.exercises.none]
            public = ["run(number: int, name: str) -> None", "class Box"]
            [sums.exercises.wrong]
            public = ["run(number: int, name: str) -> None", "class Box", "Box.put(what: int)"]
            """,
        )
        none = project.run("katas/sums/test_none.py")
        assert set(none.verdicts.values()) == {"missing"}
        assert "has no run; the specs call for `run(number: int, name: str) -> None`" in _flat(none.texts["test_run"])
        assert "has no Box; the specs call for `class Box`" in _flat(none.texts["test_class"])
        wrong = project.run("katas/sums/test_wrong.py")
        assert set(wrong.verdicts.values()) == {"exception"}
        assert "run cannot be called as the spec calls it" in _flat(wrong.texts["test_run"])
        assert "Yours is run(a); the task says run(number: int, name: str) -> None" in _flat(wrong.texts["test_run"])
        assert 'line 1 of katas/sums/test_wrong.py: def test_run(kata): kata.run(1, name="x")' in _flat(
            wrong.texts["test_run"]
        )

    def test_skip_and_xfail(self, project: Project) -> None:
        """The ways of pytest to leave a test work inside a schedule."""
        project.exercise(
            "sums/two",
            "def run(): raise ValueError\n",
            """\
            import pytest

            def test_skip(): pytest.skip("not today")

            @pytest.mark.skip
            def test_marked(): pass

            @pytest.mark.xfail
            def test_xfail(kata): kata.run()

            def test_xfail_inside(): pytest.xfail("known")

            def test_importorskip(): pytest.importorskip("no_such_module_at_all")
            """,
        )
        answer = project.run()
        assert answer.status == 0
        assert "3 skipped, 2 xfailed" in answer.output

    def test_warnings_decide_nothing(self, project: Project) -> None:
        """A deprecated spelling is still right; an odd escape too, though pytest makes errors of warnings here."""
        project.exercise(
            "sums/two",
            """\
            import threading
            import warnings

            ODD = "\\d"

            def run():
                condition = threading.Condition()
                with condition:
                    condition.notifyAll()
                warnings.warn("look out")
            """,
            "def test_it(kata): kata.run()\n",
        )
        answer = project.run()
        assert answer.status == 0, answer.output


class TestHashSeed:
    """The order of a set of strings is the same in each session, and so is what follows from it."""

    @pytest.mark.once
    @pytest.mark.parametrize("arguments", [[], ["-n", "1"]], ids=["here", "-n 1"])
    def test_the_order_of_a_set(self, project: Project, arguments: list[str]) -> None:
        """A program that goes over a set has the same schedules and output each time."""
        project.exercise(
            "sums/two",
            "def run():\n    for name in {'one', 'two', 'three', 'four', 'five', 'six'}: print(name)\n",
            """\
            def test_order(kata, printed):
                kata.run()
                with open("order.txt", "w") as file: print(*printed.lines, file=file)
            """,
        )
        orders = set()
        for _ in range(3):
            assert project.run(*arguments).status == 0
            orders.add((project.root / "order.txt").read_text(encoding="utf-8"))
        assert len(orders) == 1

    @pytest.mark.parametrize(
        ("source", "may"),
        [
            ("names = {'a', 'b'}", True),
            ("names = set()", True),
            ("names = frozenset(given)", True),
            ("names = {name for name in given}", True),
            ("number = hash(name)", True),
            ("groups = defaultdict(set)", True),
            ("def names() -> set[str]: ...", False),
            ("names = {'a': 1}", False),
            ("names = ['set']", False),
            ("event.set()", False),
            ("broken(", False),
        ],
    )
    def test_what_it_may_matter_to(self, tmp_path: Path, source: str, may: bool) -> None:
        """Sets and hashes in a module of the folder, its specs left out."""
        (tmp_path / "one.py").write_text(source, encoding="utf-8")
        (tmp_path / "test_one.py").write_text("assert {1} == set()", encoding="utf-8")
        assert may_matter(tmp_path) is may

    @pytest.mark.parametrize(
        ("value", "fixed"), [("0", True), ("17", True), ("random", False), ("", False), (None, False)]
    )
    def test_when_it_is_fixed(self, monkeypatch: pytest.MonkeyPatch, value: str | None, fixed: bool) -> None:
        """By the environment that this process was started in."""
        if value is None:
            monkeypatch.delenv("PYTHONHASHSEED", raising=False)
        else:
            monkeypatch.setenv("PYTHONHASHSEED", value)
        assert is_fixed() is fixed


class TestHooks:
    """Somebody else's plugin may bring a machine of its own, or look at results."""

    def test_another_machine(self, project: Project) -> None:
        """The first machine that returns a result is the one; results are shown to whoever wants to see them."""
        project.exercise("sums/two", "", "def test_mine(kata): pass\n\ndef test_other(kata): pass\n")
        project.write(
            "conftest.py",
            """\
            import pytest

            from plugins.simulation.result import Result
            from plugins.simulation.story import Story

            pytest_plugins = ["plugins.kata.plugin"]

            @pytest.hookimpl(tryfirst=True)
            def pytest_kata_run(item, exercise):
                if item.name == "test_mine":
                    assert exercise.module == "katas.sums.two"
                    return Result("livelock", story=Story("livelock", "it goes round and round."), explanation="round")

            def pytest_kata_result(item, result):
                with open("results.txt", "a") as file:
                    print(item.name, result.verdict, file=file)
            """,
        )
        answer = project.run()
        assert answer.verdicts == {"test_mine": "livelock", "test_other": "ok"}
        assert answer.texts["test_mine"] == "round"
        told = (project.root / "results.txt").read_text(encoding="utf-8")
        assert told == "test_mine livelock\ntest_other ok\n"


def _flat(text: str) -> str:
    return " ".join(text.split())
