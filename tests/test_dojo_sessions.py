"""Dojo sessions: turns, a light for every run, looking back and taking back, and the retrospective."""

from __future__ import annotations

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Final

import pytest

from plugins.dojo.lights import whose_turn
from plugins.dojo.retro import fenced, spent, write
from plugins.dojo.sessions import AMBER, GREEN, KEPT, RED, Run, Sessions
from plugins.dojo.showing import changed_lines, clock_line
from plugins.dojo.snapshots import difference
from plugins.dojo.turns import Turn, in_minutes, parse_length
from tests.browser import chromium, complaints, requests
from tests.kata_project import Project

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = pytest.mark.once

#: A moment to begin at, in seconds since the epoch.
NOON: Final = 1_800_000_000.0
RIGHT = "def run():\n    return 2\n"
WRONG = "def run():\n    return 3\n"
SPEC = "def test_sum(kata):\n    assert kata.run() == 2\n"
HOSTILE = "</pre><script>document.title = 'broken'; fetch('https://example.org/')</script>\"'&``````"


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """A kata with one exercise, solved wrongly."""
    project = Project(tmp_path)
    plugins = [
        "plugins.kata.plugin",
        "plugins.report",
        "plugins.speaking",
        "plugins.path.plugin",
        "plugins.dojo.plugin",
    ]
    project.write("conftest.py", f"pytest_plugins = {plugins}\n")
    project.write("katas/catalogue.toml", "[sums]\n[sums.exercises.two]\n")
    project.exercise("sums/two", WRONG, SPEC)
    return project


@pytest.fixture
def sessions(tmp_path: Path) -> Iterator[Sessions]:
    """A file with a session of three people that has begun at noon."""
    with Sessions(tmp_path / "home") as opened:
        opened.join("friday", NOON, people=("Ada", "Bob", "Cid"), length=300)
        yield opened


class TestTurns:
    """Who drives, who navigates, and until when."""

    @pytest.mark.parametrize(
        ("text", "seconds"), [("7m", 420), ("90s", 90), ("1h30m", 5400), ("7", 420), (" 1m5s ", 65)]
    )
    def test_lengths(self, text: str, seconds: float) -> None:
        """As people write them."""
        assert parse_length(text) == seconds

    @pytest.mark.parametrize("text", ["", "0", "0m", "-7m", "7x", "25h", "m", "1.5m", "seven"])
    def test_no_lengths(self, text: str) -> None:
        """What is none is told with its value."""
        with pytest.raises(ValueError, match=r"is no length of a turn; give one such as 7m, 90s or 1h30m$"):
            parse_length(text)

    def test_they_go_round(self, sessions: Sessions) -> None:
        """The navigator drives next; a turn lasts its time from its first run on, and a break costs nobody his turn."""
        turn = sessions.next_turn("friday", NOON + 60)
        assert (turn.number, turn.driver, turn.navigator) == (1, "Ada", "Bob")
        assert sessions.next_turn("friday", NOON + 359).number == 1
        turn = sessions.next_turn("friday", NOON + 4000)
        assert (turn.number, turn.driver, turn.navigator, turn.left(NOON + 4100)) == (2, "Bob", "Cid", 200)
        assert sessions.next_turn("friday", NOON + 4300).driver == "Cid"
        assert sessions.next_turn("friday", NOON + 4600).driver == "Ada"

    def test_who_comes_late(self, sessions: Sessions) -> None:
        """Gets a turn after those who were there; whoever is named twice has one place."""
        assert not sessions.join("friday", NOON + 1, people=("Dan", "Ada", "Dan"))
        sessions.next_turn("friday", NOON)
        turn = sessions.turn("friday")
        assert turn is not None
        assert turn.people == ("Ada", "Bob", "Cid", "Dan")
        assert turn.length == 300

    def test_what_is_said(self) -> None:
        """The bell rings in the run that begins the next turn."""
        first = Turn(1, ("Ada", "Bob"), NOON, 420)
        assert whose_turn("x", begun=True, before=None, turn=first, now=NOON) == [
            "dojo x: a new session",
            "dojo x: turn 1, Ada drives, Bob navigates and is next, 7:00 left",
        ]
        assert whose_turn("x", begun=False, before=first, turn=first.following(NOON + 450), now=NOON + 451) == [
            "\adojo x: the turn of Ada has been over for 0:31",
            "dojo x: turn 2, Bob drives, Ada navigates and is next, 6:59 left",
        ]
        alone = Turn(1, ("Ada",), NOON, 420)
        assert whose_turn("x", begun=False, before=alone, turn=alone, now=NOON) == [
            "dojo x: turn 1, Ada drives, 7:00 left"
        ]
        nobody = Turn(1, (), NOON, 420)
        assert whose_turn("x", begun=False, before=nobody, turn=nobody.following(NOON + 420), now=NOON + 420) == [
            "\adojo x: the turn has been over for 0:00",
            "dojo x: turn 2, 7:00 left",
        ]

    def test_the_clock(self) -> None:
        """It says whose turn it is, and who comes next when it is over."""
        turn = Turn(1, ("Ada", "Bob"), NOON, 420)
        assert clock_line(None, NOON) == "No turn yet: the first run begins it."
        assert clock_line(turn, NOON + 1) == "turn 1, Ada drives, Bob navigates and is next, 6:59 left"
        assert clock_line(turn, NOON + 500) == "The turn of Ada is over; the next run is that of Bob."
        assert clock_line(Turn(1, (), NOON, 1), NOON + 2) == "The turn is over; the next run begins another."
        assert in_minutes(-1) == "0:00"


class TestLights:
    """Every run is a light."""

    def test_a_session(self, project: Project) -> None:
        """Red, amber, green; what changed, what was foretold; files of a light taken back, the present ones kept."""
        own = project.root / "katas" / "sums" / "two.py"
        begun = project.run("katas/sums", "--dojo", "friday", "--who", "Ada,Bob", "--turn", "5m", "--predict", "red")
        assert "dojo friday: a new session" in begun.output
        assert "dojo friday: turn 1, Ada drives, Bob navigates and is next, 5:00 left" in begun.output
        assert "dojo friday: light 1 is red (assertion)   R   as you said (1 of 1)" in begun.output
        own.write_text("def run(:\n", encoding="utf-8")
        broken = project.run("katas/sums", "-q", "--predict", "green", environment={"KATAS_DOJO": "friday"})
        assert "dojo friday: turn 1" in broken.output
        assert "light 2 is amber (syntax-error)   R A   not as you said (1 of 2)" in broken.output
        own.write_text(RIGHT, encoding="utf-8")
        assert "light 3 is green   R A G" in project.run("katas/sums", "--dojo", "friday", "-n", "2").output
        lights = project.run("--dojo-lights").output
        assert "friday\nR A G" in lights
        assert "amber  " in lights
        assert "+2 -1" in lights
        assert "Foreseen rightly (1 of 2)." in lights
        one = project.run("--dojo-light", "2").output
        assert "-    return 3" in one
        assert "syntax-error: Python cannot read line 1" in one
        own.write_text(RIGHT + "# now\n", encoding="utf-8")
        taken = project.run("--dojo-take", "1").output
        assert own.read_text(encoding="utf-8") == WRONG
        assert "Your present files are kept as light 4." in taken
        assert "katas/sums/two.py is as it was at light 1." in taken
        project.run("--dojo-take", "4")
        assert own.read_text(encoding="utf-8") == RIGHT + "# now\n"
        assert "All files are already as they were then." in project.run("--dojo-take", "4").output

    def test_several_terminals_at_once(self, project: Project) -> None:
        """Each run is a light of its own, and none is lost."""
        with ThreadPoolExecutor(4) as pool:
            reports = [f"--junitxml={project.root / f'{number}.xml'}" for number in range(4)]
            answers = [pool.submit(project.run, "katas/sums", "--dojo", "friday", report) for report in reports]
        assert [answer.result().status for answer in answers] == [1] * 4
        with Sessions(project.root / ".dojo") as opened:
            assert [light.number for light in opened.lights("friday")] == [1, 2, 3, 4]

    def test_what_is_no_light(self, project: Project) -> None:
        """The reference is nobody's run, and where nothing was run there is none."""
        project.write("reference/__init__.py", "")
        project.write("reference/sums/two.py", RIGHT)
        project.run("katas/sums", "--dojo", "friday", "--reference")
        project.run("katas/sums", "--dojo", "friday", "-k", "nothing")
        assert "No light yet." in project.run("--dojo-lights").output

    @pytest.mark.parametrize(
        ("arguments", "said"),
        [
            (["--dojo-lights"], "--dojo-lights needs --dojo NAME; there are: none yet"),
            (["--dojo", "monday", "--dojo-lights"], "--dojo 'monday' is no session; there are: none yet"),
            (["--turn", "5m"], "--turn belongs to a session; name it with --dojo NAME"),
            (["--dojo", "x", "--turn", "soon"], "'soon' is no length of a turn"),
            (["--dojo", " "], "' ' is no name of a session"),
            (["--dojo", "x", "--who", ","], "',' names nobody"),
            (["--dojo", "x", "--dojo-light", "0"], "'0' is no number of a light"),
            (["--dojo-lights", "--dojo-light", "1"], "exclude each other; give one"),
        ],
    )
    def test_misuse(self, project: Project, arguments: list[str], said: str) -> None:
        """The value is said, and the way out."""
        answer = project.run(*arguments)
        assert answer.status == 4
        assert said in answer.output

    def test_a_light_that_is_not_there(self, project: Project) -> None:
        """Its number and those that there are."""
        project.run("katas/sums", "--dojo", "friday")
        answer = project.run("--dojo-light", "7")
        assert (answer.status, "session 'friday' has no light 7; they are 1 to 1" in answer.output) == (4, True)

    def test_a_crash_loses_the_run_in_progress_and_no_other(self, tmp_path: Path) -> None:
        """A process killed in the midst of a transaction leaves all lights before it."""
        program = (
            "import os, pathlib, signal, sys\n"
            "from plugins.dojo.sessions import Run, Sessions\n"
            "sessions = Sessions(pathlib.Path(sys.argv[1]))\n"
            "sessions.join('friday', 1.0)\n"
            "sessions.add('friday', 2.0, Run('red'), {'a.py': 'pass'})\n"
            "with sessions.transaction():\n"
            "    sessions.write('DELETE FROM light')\n"
            "    os.kill(os.getpid(), signal.SIGKILL)\n"
        )
        subprocess.run([sys.executable, "-c", program, str(tmp_path)], check=False)
        with Sessions(tmp_path) as opened:
            assert [light.colour for light in opened.lights("friday")] == ["red"]
            assert opened.files("friday", 1) == {"a.py": "pass"}
            assert opened.read("PRAGMA synchronous") == [(2,)]


class TestChanges:
    """What a light shows of the files."""

    def test_between_two_lights(self, sessions: Sessions) -> None:
        """Lines that came and went in the katas that were run; files of others say nothing."""
        sessions.add("friday", NOON, Run(RED), {"katas/a/x.py": "one\ntwo\n", "katas/b/y.py": "other\n"})
        light = sessions.add("friday", NOON + 9, Run(RED), {"katas/a/x.py": "one\nthree\n", "katas/a/new.py": "1\n"})
        assert changed_lines(sessions, "friday", light) == "+2 -1"
        again = sessions.add("friday", NOON + 20, Run(RED), {"katas/a/x.py": "one\nthree\n", "katas/a/new.py": "1\n"})
        assert changed_lines(sessions, "friday", again) == ""

    def test_a_file_that_went(self) -> None:
        """It is shown as removed."""
        assert difference({"a.py": "x\n"}, {}).splitlines()[-1] == "-x"


class TestRetrospective:
    """The story of a session."""

    @pytest.fixture(autouse=True)
    def _told(self, sessions: Sessions) -> None:
        files = {"katas/sums/two.py": WRONG}
        sessions.next_turn("friday", NOON)
        sessions.add("friday", NOON + 30, Run(RED, "deadlock", "sums/two", RED, 1, 1, HOSTILE), files)
        sessions.add("friday", NOON + 90, Run(AMBER, "syntax-error", "sums/two"), {"katas/sums/two.py": HOSTILE})
        sessions.add("friday", NOON + 150, Run(KEPT, what="sums/two"), files)
        sessions.add("friday", NOON + 9000, Run(GREEN, "", "sums/two", RED, 2, 0), {"katas/sums/two.py": RIGHT})
        sessions.add("friday", NOON + 9060, Run(GREEN, "", "sums/two"), {"katas/sums/two.py": RIGHT + f"# {HOSTILE}\n"})

    def test_time_in_each_colour(self, sessions: Sessions) -> None:
        """From a light to the next; a break is nobody's."""
        assert spent(sessions.lights("friday")) == {GREEN: 60.0, RED: 60.0, AMBER: 0.0}

    def test_markdown(self, sessions: Sessions, tmp_path: Path) -> None:
        """Fences are longer than any in the text."""
        file = tmp_path / "story.md"
        write(file, sessions, "friday")
        text = file.read_text(encoding="utf-8")
        assert text.startswith("# Dojo: friday\n")
        assert "- deadlock: 1" in text
        assert "```````python\n" in text
        assert fenced("a") == "```\na\n```"

    @pytest.mark.parametrize(
        ("name", "said"), [("story.txt", r"ends in \.html or \.md"), ("no/story.md", "No such file")]
    )
    def test_where_it_cannot_go(self, sessions: Sessions, tmp_path: Path, name: str, said: str) -> None:
        """The file and the reason."""
        with pytest.raises(pytest.UsageError, match=said):
            write(tmp_path / name, sessions, "friday")

    @pytest.mark.parametrize("width", [1200, 390])
    def test_in_a_browser(self, sessions: Sessions, tmp_path: Path, width: int) -> None:
        """A page by itself: nothing is asked for, nothing is complained of, and a learner's text stays text."""
        file = tmp_path / "story.html"
        write(file, sessions, "friday")
        (tmp_path / "profile").mkdir()
        with chromium(tmp_path / "profile", width=width) as driver:
            driver.get(file.as_uri())
            assert driver.title == "Dojo: friday"
            assert len(driver.find_elements("css selector", "svg.row a")) == 5
            assert HOSTILE in driver.find_element("css selector", "#light-1 details pre").get_attribute("textContent")
            assert driver.find_elements("css selector", "script") == []
            wide = driver.execute_script("return document.documentElement.scrollWidth - window.innerWidth")
            assert wide <= 0
            assert complaints(driver) == []
            assert requests(driver) == []
            driver.save_screenshot(str(tmp_path / "story.png"))
