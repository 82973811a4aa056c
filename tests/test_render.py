"""The page of a story: its order, its lanes at every width, and that nothing a program prints can spoil it."""

from __future__ import annotations

import io
import re
import subprocess
import sys
import unicodedata
from typing import TYPE_CHECKING, Final

import pytest
from rich.cells import cell_len
from rich.console import Console

from plugins.simulation.cells import cells, safe
from plugins.simulation.render import headline, plain, rich_story
from plugins.simulation.story import Step, Story
from tests.stories import (
    EXCEPTION_IN_THREAD,
    HOSTILE,
    LONG_ALTERNATION,
    LOST_NOTIFY,
    LOST_UPDATE,
    OPPOSITE_LOCKS,
    REPEATED_ROUNDS,
    SIX_THREADS,
    STORIES,
    STUB,
    THREE_LANES,
    TIME_LIMIT,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

WIDTHS: Final = (40, 60, 80, 100, 140, 220)

#: What moves, colours or hides text in a terminal, and what cannot be encoded at all.
NOT_SHOWN: Final = frozenset({"Cc", "Cf", "Cs", "Cn", "Co", "Zl", "Zp"})


@pytest.fixture(params=STORIES)
def story(request: pytest.FixtureRequest) -> Story:
    """Each of the sample stories."""
    return STORIES[request.param]


def table_of(text: str) -> Iterator[str]:
    """The lines from the head of the table to the blank line after it."""
    lines = iter(text.split("\n"))
    for line in lines:
        if line.startswith("  step "):
            yield line
            break
    for line in lines:
        if not line:
            return
        yield line


def coloured(story: Story, width: int) -> str:
    """What a terminal with colours gets."""
    console = Console(file=io.StringIO(), force_terminal=True, color_system="standard", width=width, height=25)
    with console.capture() as captured:
        console.print(rich_story(story), soft_wrap=True, end="")
    return captured.get()


class TestPage:
    """What stands on the page, and in which order."""

    def test_reads_like_this(self) -> None:
        """The verdict and the sentence, the facts, the lanes, the values, the thing to think about, the command."""
        assert plain(LOST_NOTIFY) == (
            "deadlock: nobody can ever run again; even waits for a notify that was sent\n"
            "before anybody waited.\n"
            "\n"
            "  - odd sent its notify on `condition` (line 18) when nobody was waiting, so it\n"
            "    was lost.\n"
            "  - even waits for a notify on `condition` (line 11, since step 7).\n"
            "  - odd waits for a notify on `condition` (line 19, since step 4).\n"
            "\n"
            "  katas/condition/alternating.py\n"
            "  step  even               odd                          line\n"
            "     1  ·                  takes `condition`              16  with condition:\n"
            "     2  ·                  prints 1                       17  print(i)\n"
            ">    3  ·                  notify: nobody is waiting      18  condition.notify()\n"
            "     4  ·                  waits; releases `condition`    19  condition.wait()\n"
            "     5  takes `condition`  ·                               9  with condition:\n"
            "     6  prints 0           ·                              10  print(i)\n"
            "     7  waits; releases    ·                              11  condition.wait()\n"
            "        `condition`\n"
            "\n"
            "  expected      0, 1, 2, 3, 4, 5\n"
            "  got           1, 0, then nothing\n"
            "\n"
            "  think about   A notify is not remembered. What would still be true for a\n"
            "                thread that comes later?\n"
            "\n"
            "  see it again  pytest katas/condition --replay 3k-Xf2"
        )

    def test_says_the_verdict_and_the_sentence_first(self, story: Story) -> None:
        """Whatever went wrong, the page begins with the word for it."""
        assert plain(story).startswith(f"{story.verdict}: {safe(story.headline)[:20]}")

    def test_ends_with_the_command_whole(self, story: Story) -> None:
        """The command can be copied at any width: it is never broken, even where it is wider than the page."""
        if story.replay:
            assert all(plain(story, width=width).endswith(f"  see it again  {story.replay}") for width in WIDTHS)

    def test_a_stub_gets_a_short_page(self) -> None:
        """The page that everybody sees first is no wall of text."""
        assert plain(STUB) == (
            "not-implemented: `alternate` is still the stub as it was.\n"
            "in katas/condition/alternating.py\n"
            "\n"
            "  think about   What it should do stands in katas/condition/README.md."
        )

    def test_a_stub_has_no_schedule_to_see_again(self) -> None:
        """Nor a traceback, which would look like a mistake."""
        story = Story.from_dict({**STUB.as_dict(), "traceback": "NotImplementedError", "replay": "pytest --replay x"})
        assert plain(story) == plain(STUB)

    def test_what_another_page_has_told_is_told_shortly(self) -> None:
        """The sentence, where the rest stands, the values, the command."""
        assert plain(LOST_NOTIFY, as_in="test_numbers[1]") == (
            "deadlock: nobody can ever run again; even waits for a notify that was sent\n"
            "before anybody waited.\n"
            "as in test_numbers[1]; -v shows all of it\n"
            "\n"
            "  expected      0, 1, 2, 3, 4, 5\n"
            "  got           1, 0, then nothing\n"
            "\n"
            "  see it again  pytest katas/condition --replay 3k-Xf2"
        )

    def test_without_steps_the_file_and_the_output_are_told(self) -> None:
        """A child that was ended has no lanes; what it printed is all there is."""
        text = plain(TIME_LIMIT)
        assert "in katas/condition/alternating.py\n" in text
        assert "  it printed    0\n" in text
        assert "step" not in text

    def test_a_learners_traceback_keeps_its_shape(self) -> None:
        """Line for line, the error last, the carets under what they point to."""
        assert "\n".join("  " + line for line in EXCEPTION_IN_THREAD.traceback.splitlines()) in plain(
            EXCEPTION_IN_THREAD
        )

    def test_a_long_error_is_not_cut(self) -> None:
        """The last line of a traceback goes on in the next."""
        error = "ValueError: " + "a long explanation " * 8
        assert " ".join(plain(Story("exception", "it.", traceback=f"Traceback\n{error}")).split()).endswith(
            error.strip()
        )

    def test_what_was_left_out_is_told_in_words(self) -> None:
        """Steps before the first one shown, more after one that is shown, rows left out of a long table."""
        assert "   ...  12 earlier steps not shown\n    13  finds it full" in plain(THREE_LANES)
        assert "\n   ...  73 more not shown\n   592  " in plain(REPEATED_ROUNDS)
        assert "\n   ...  28 steps not shown\n" in plain(LONG_ALTERNATION)

    def test_long_values_are_shown_where_they_differ(self) -> None:
        """Of 150 numbers the ones around the first difference, one under the other, and a pointer."""
        expected, got, pointer = plain(LONG_ALTERNATION).split("\n")[-7:-4]
        at = pointer.index("^")
        assert pointer.strip() == "^ first difference"
        assert expected[16:at] == got[16:at]
        assert (expected[at:].split(",")[0], got[at:].split(",")[0]) == ("0", "1")

    def test_short_values_need_no_pointer(self) -> None:
        """Nobody needs to be shown where 97 and 106 differ."""
        assert "first difference" not in plain(LOST_UPDATE)

    @pytest.mark.parametrize("word", ["0", "日", "\x1b"])
    def test_the_difference_is_in_sight_however_late_it_comes(self, word: str) -> None:
        """Also after a megabyte, after wide letters, and after what is shown as escapes."""
        text = plain(Story("assertion", "wrong.", expected=word * 1_000_000 + "a", got=word * 1_000_000 + "b"))
        expected, got, pointer = text.split("\n")[-3:]
        at = cells(pointer[: pointer.index("^")])
        assert [value[-1] for value in (expected, got)] == ["a", "b"]
        assert cells(expected[:-1]) == cells(got[:-1]) == at

    def test_a_value_that_ends_too_early_is_pointed_at_its_end(self) -> None:
        """Of two values one may be the beginning of the other."""
        text = plain(Story("assertion", "too few.", expected="[0, 1, 2, 3, 4, 5]", got="[0, 1, 2, 3"))
        assert "  got           [0, 1, 2, 3\n                           ^ first difference" in text

    @pytest.mark.parametrize(
        ("printed", "shown"),
        [
            ("1\n0\n", "  it printed    1\n                0"),
            ("0\n1\n2\n", "  it printed    0  1  2  (3 lines)"),
            (
                "\n".join(map(str, range(150))),
                "  it printed    0  1  2  3  4  5  …  144  145  146  147  148  149  (150 lines)",
            ),
            ("a b\nc d\ne f\n", "  it printed    a b\n                c d\n                e f"),
            ("a\n\nb\n", "  it printed    a\n\n                b"),
        ],
    )
    def test_many_short_lines_of_output_are_set_in_one(self, printed: str, shown: str) -> None:
        """Numbers and names; other lines stay lines."""
        text = plain(Story("deadlock", "stuck.", printed=printed))
        assert text.startswith("deadlock: stuck.\n\n" + shown)
        assert max(map(cells, text.split("\n"))) <= 80

    def test_the_headline_fits_into_a_line(self) -> None:
        """The short summary has one line for it."""
        assert headline(LOST_UPDATE, 40) == "lost-update: adder wrote a `balance` th…"
        assert cells(headline(HOSTILE)) <= 100
        assert "\n" not in headline(HOSTILE)


class TestLanes:
    """The table: a column a thread while that can be read, then tracks, then names."""

    @pytest.mark.parametrize("width", WIDTHS)
    def test_no_line_is_wider_than_the_page(self, story: Story, width: int) -> None:
        """Nothing wraps by itself: what does not fit is broken between words, or cut with a sign."""
        lines = [line for line in plain(story, width=width).split("\n") if story.replay not in line or not story.replay]
        assert [line for line in lines if cells(line) > width] == []

    def test_three_threads_fit_into_80_columns(self) -> None:
        """A column each; the source text has given its room to the sentences."""
        head, *rows = table_of(plain(THREE_LANES))
        assert head.split() == ["step", "producer-1", "producer-2", "consumer", "line"]
        assert [row.count("·") for row in rows if row.strip()[:2].isdigit()] == [2] * 4
        assert rows[-2].startswith(">   17  ·  ")

    def test_source_text_comes_back_where_there_is_room(self) -> None:
        """The wider the terminal, the more of the line it shows."""
        assert "self.items.append(item)" not in plain(THREE_LANES)
        assert "self.items.append(item)" in plain(THREE_LANES, width=140)

    def test_many_threads_become_tracks(self) -> None:
        """Six columns do not fit into 80: a mark on the thread's track, its name, and one column for all."""
        assert list(table_of(plain(SIX_THREADS)))[:3] == [
            "  step               thread                                         line",
            "     1  * · · · · ·  main    starts p1, p2, c1, c2, closer            50",
            "     2  · * · · · ·  p1      puts 'p1-0' into `tasks` (1 of 3)        12",
        ]

    def test_many_threads_get_their_lanes_back_where_there_is_room(self) -> None:
        """A wide terminal shows six columns."""
        head = next(table_of(plain(SIX_THREADS, width=240)))
        assert head.split() == ["step", "main", "p1", "p2", "c1", "c2", "closer", "line"]

    def test_a_main_thread_that_only_starts_and_waits_needs_no_column(self) -> None:
        """Its rows stand across the others' columns, which have the more room."""
        assert list(table_of(plain(OPPOSITE_LOCKS)))[:4] == [
            "  step  Thread-1 (transfer)  Thread-2 (transfer)  line",
            "     1  main: starts Thread-1                       21  first.start()",
            "     2  main: starts Thread-2                       22  second.start()",
            "     3  takes `a.lock`       ·                      12  with source.lock:",
        ]
        assert next(table_of(plain(OPPOSITE_LOCKS, width=140))).split()[1] == "main"

    def test_a_main_thread_that_prepares_and_looks_at_the_end_needs_no_column_either(self) -> None:
        """However many rows it has: it is not interleaved with the others, and the source text has its room."""
        steps = [Step(at, 0, "writes number_of_things = 1", at, source="number_of_things = 1") for at in range(1, 8)]
        steps += [
            Step(at, at % 2 + 1, "reads number_of_things = 1", 9, source="number_of_things += 1") for at in (8, 9)
        ]
        text = plain(Story("lost-update", "lost.", threads=["main", "one", "two"], steps=steps))
        assert next(table_of(text)).split() == ["step", "one", "two", "line"]
        assert text.count("number_of_things += 1") == 2

    def test_a_main_thread_that_takes_part_keeps_its_column(self) -> None:
        """Where it does as much as the others, its lane is needed."""
        steps = [Step(at, at % 3, "reads a variable with a long name = 12345", at) for at in range(1, 31)]
        story = Story("lost-update", "lost.", threads=["main", "one", "two"], steps=steps)
        assert next(table_of(plain(story))).split() == ["step", "main", "one", "two", "line"]

    def test_narrow_terminals_get_names(self) -> None:
        """At 40 columns there is room for one column, and for who did it."""
        text = plain(LOST_NOTIFY, width=40)
        assert "     3  odd     notify: nobody is   18\n".replace(" ", "") in text.replace(" ", "")
        assert next(table_of(text)).split() == ["step", "thread", "line"]

    def test_default_names_are_shortened_in_the_rows(self) -> None:
        """`Thread-1 (transfer)` at the head of its lane is Thread-1 in the rows."""
        head, first, *_ = table_of(plain(OPPOSITE_LOCKS))
        assert re.split("  +", head.strip()) == ["step", "Thread-1 (transfer)", "Thread-2 (transfer)", "line"]
        assert "starts Thread-1  " in first

    def test_default_names_that_would_be_mixed_up_are_kept(self) -> None:
        """Two threads that are both Thread-1 keep what tells them apart."""
        steps = [Step(1, 0, "waits for Thread-1 (b)", 3), Step(2, 1, "ends", 4)]
        story = Story("deadlock", "stuck.", threads=["Thread-1 (a)", "Thread-1 (b)"], steps=steps)
        assert "waits for Thread-1 (b)" in plain(story)

    def test_lines_of_other_files_are_told_apart(self) -> None:
        """A line number alone belongs to the story's file."""
        steps = [
            Step(1, 0, "calls", 14, "katas/a/test_a.py"),
            Step(2, 0, "adds", 3, "katas/a/helper.py"),
            Step(3, 0, "ends", 7, "katas/a/a.py"),
        ]
        rows = list(table_of(plain(Story("assertion", "wrong.", "katas/a/a.py", threads=["main"], steps=steps))))
        assert [row.split()[-1] for row in rows] == ["line", "spec:14", "helper.py:3", "7"]

    def test_the_text_of_a_specs_line_is_not_shown(self) -> None:
        """The learner did not write it, and the column is for what he can change."""
        steps = [
            Step(1, 0, "calls", 14, "katas/a/test_a.py", "kata.run(1, 2)"),
            Step(2, 0, "adds", 3, "a.py", "x += 1"),
        ]
        text = plain(Story("assertion", "wrong.", "a.py", threads=["main"], steps=steps))
        assert "x += 1" in text
        assert "kata.run" not in text

    def test_a_thread_without_rows_has_no_lane(self) -> None:
        """Columns are scarce; that it never ran is told in the facts."""
        story = Story("deadlock", "stuck.", threads=["main", "idle"], steps=[Step(1, 0, "waits for `x`", 3)])
        assert "idle" not in plain(story)

    def test_rows_that_only_stand_for_others(self) -> None:
        """A step without words may stand for more; alone it makes no table."""
        steps = [Step(1, 0, "prints 0", 3), Step(2, 0, "", repeat=7), Step(3, 0, "prints 1", 3)]
        assert "prints 0    3\n   ...  7 more not shown\n     3  prints 1    3".replace(" ", "") in plain(
            Story("livelock", "for ever.", threads=["main"], steps=steps)
        ).replace(" ", "")
        assert plain(Story("livelock", "for ever.", threads=["main"], steps=[Step(1, 0, "")])) == "livelock: for ever."

    def test_marked_rows_in_the_middle_of_a_long_table_are_kept(self) -> None:
        """What went wrong is shown, wherever it is."""
        steps = [Step(at, 0, f"operation {at}", 1, mark=at == 500) for at in range(1, 1001)]
        text = plain(Story("assertion", "wrong.", threads=["main"], steps=steps))
        assert ">  500  operation 500" in text
        assert "   ...  491 steps not shown\n>  500" in text
        assert len(text.split("\n")) < 60

    def test_any_mixture_of_lanes_and_widths_can_be_laid_out(self) -> None:
        """From one thread to twenty, with texts from nothing to a page."""
        for threads in (1, 2, 3, 5, 12, 13, 20):
            for words in (1, 4, 12):
                steps = [
                    Step(at, at % threads, "word " * words, at, source="x = 1", mark=at == 3)
                    for at in range(1, 2 * threads + 1)
                ]
                names = [f"worker-{at}" for at in range(threads)]
                story = Story("assertion", "wrong.", "a.py", threads=names, steps=steps)
                for width in WIDTHS:
                    table = list(table_of(plain(story, width=width)))
                    assert len([row for row in table if row[:6].strip(" >").isdigit()]) == min(2 * threads, 32)
                    assert max(map(cells, table)) <= width


class TestHostileText:
    """Whatever a learner's program prints stays text, and short."""

    @pytest.mark.parametrize("width", WIDTHS)
    def test_nothing_reaches_the_terminal_as_a_command(self, width: int) -> None:
        """No escape sequence, no other control or format character, no half of a surrogate pair."""
        text = plain(HOSTILE, width=width)
        assert {character for character in text if unicodedata.category(character) in NOT_SHOWN} == {"\n"}
        assert text.encode("utf-8")

    def test_it_stays_readable_as_text(self) -> None:
        """Escapes are shown as Python would write them, markup as it was printed."""
        assert plain(HOSTILE).startswith("assertion: \\x1b[31mred\\x1b[0m [red]markup[/red] :smile: next")

    def test_it_stays_short(self) -> None:
        """Three million letters in each of a hundred places are some two hundred lines."""
        assert len(plain(HOSTILE).split("\n")) < 200

    def test_colours_add_none_of_it(self) -> None:
        """Markup and emoji codes stay text under rich too: every escape sequence is one of ours."""
        text = coloured(HOSTILE, 80)
        ours = re.sub(r"\x1b\[[0-9;]*m", "", text)
        assert ours.rstrip("\n").split("\n") == plain(HOSTILE).split("\n")

    def test_wide_letters_keep_the_columns(self) -> None:
        """A CJK letter takes two cells, and the column after it stays where it is."""
        steps = [
            Step(1, 0, "prints 日本", 3, source="a()"),
            Step(2, 1, "prints ab", 4, source="b()"),
            Step(3, 0, "prints e\u0301", 5, source="c()"),
        ]
        rows = table_of(plain(Story("assertion", "wrong.", threads=["线程", "odd"], steps=steps)))
        starts = {
            cell_len(row[: row.index(code)]) for row, code in zip(rows, ("line", "a()", "b()", "c()"), strict=True)
        }
        assert len(starts) == 2, "the head says `line`, all code starts in one column"


class TestColour:
    """Colour adds; it never replaces."""

    @pytest.mark.parametrize("width", WIDTHS)
    def test_the_text_is_equal_to_the_letter(self, story: Story, width: int) -> None:
        """Without its colours the coloured page is the plain one."""
        bare = re.sub(r"\x1b\[[0-9;]*m", "", coloured(story, width)).rstrip("\n").split("\n")
        assert [line.rstrip() for line in bare] == plain(story, width=width).split("\n")

    def test_a_console_of_its_own_may_wrap_the_command_but_cuts_nothing(self) -> None:
        """Printed without `soft_wrap` the command goes on in the next line."""
        console = Console(file=io.StringIO(), width=40)
        with console.capture() as captured:
            console.print(rich_story(LOST_NOTIFY))
        assert "".join(captured.get().split()).endswith("pytestkatas/condition--replay3k-Xf2")

    def test_each_thread_has_its_colour_in_the_lanes_and_in_the_facts(self) -> None:
        """The eye finds odd's column from odd's name."""
        text = coloured(LOST_NOTIFY, 80)
        assert "\x1b[1;35modd\x1b[0m sent its notify" in text
        assert re.search(r"\x1b\[35mtakes `condition` *\x1b\[0m", text)

    def test_plain_needs_no_rich(self) -> None:
        """A report for a pipe does not pay for colours."""
        code = (
            "import sys; from plugins.simulation.render import plain; from tests.stories import LOST_NOTIFY;"
            "plain(LOST_NOTIFY); sys.exit('rich' in sys.modules)"
        )
        subprocess.run([sys.executable, "-c", code], check=True, timeout=60)
