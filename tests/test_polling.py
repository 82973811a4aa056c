"""Loops that ask again and again: told as what they are, and time passes for those who wait meanwhile."""

from __future__ import annotations

from textwrap import dedent
from typing import TYPE_CHECKING

import pytest

from tests.simulated import THREADS, explore_text

if TYPE_CHECKING:
    from pathlib import Path

HEAD = "import threading, time\n" + THREADS

POLLED = {
    "a global": (
        """
        done = False
        def waiter():
            while not done: pass
        def worker():
            global done
            time.sleep(1)
            done = True
        together(waiter, worker)
        """,
        "waiter reads `done` (line 12) again and again, until worker has written it (line 16)",
    ),
    "an attribute of a class, which the object gets": (
        """
        class Door: open = False
        door = Door()
        def guest():
            while not door.open:
                continue
        def host():
            time.sleep(1)
            door.open = True
        together(guest, host)
        """,
        "guest reads `door.open` (line 13) again and again, until host has written it (line 17)",
    ),
    "a list": (
        """
        items = []
        def eater():
            while not items: pass
        def cook():
            time.sleep(1)
            items.append(1)
        together(eater, cook)
        """,
        "eater reads `items` (line 12) again and again, until cook has written it (line 15)",
    ),
}

POLLED["two at a time"] = (
    """
    first, second = False, False
    def waiter():
        while not (first and second): pass
    def worker():
        global first, second
        time.sleep(1)
        first = True
        second = True
    together(waiter, worker)
    """,
    "waiter reads `first` (line 12) again and again, until worker has written it (line 16)",
)

NOT_POLLED = {
    "the predicate of a condition": """
        condition, done = threading.Condition(), False
        def waiter():
            with condition:
                while not done: condition.wait()
        def worker():
            global done
            with condition:
                done = True
                condition.notify_all()
        together(waiter, worker)
        """,
    "work until it is told to end": """
        done, count = False, 0
        def worker():
            global count
            while not done: count += 1
        def boss():
            global done
            done = True
        together(worker, boss)
        """,
    "a sleep between two looks": """
        done = False
        def waiter():
            while not done: time.sleep(0.1)
        def worker():
            global done
            time.sleep(1)
            done = True
        together(waiter, worker)
        """,
    "one look": """
        done = False
        def waiter():
            if not done: print("not yet")
        def worker():
            global done
            done = True
        together(waiter, worker)
        """,
}

#: Programs that end in Python, as soon as some time has passed; what they print.
SPINNING = {
    "a flag, set after a sleep": (
        """
        done = False
        def waiter():
            while not done: pass
        thread = threading.Thread(target=waiter)
        thread.start()
        time.sleep(1)
        done = True
        thread.join()
        print(time.monotonic() - 1000)
        """,
        "1.0",
    ),
    "a count, until a timer ends it": (
        """
        running, count = True, 0
        def worker():
            global count
            while running: count += 1
        def stop():
            global running
            running = False
        thread = threading.Thread(target=worker)
        thread.start()
        threading.Timer(5, stop).start()
        thread.join()
        print(count > 0)
        """,
        "True",
    ),
    "one looks at the clock, one at the other": (
        """
        def worker():
            end = time.monotonic() + 60
            while time.monotonic() < end: pass
        thread = threading.Thread(target=worker)
        thread.start()
        while thread.is_alive(): pass
        print("ended")
        """,
        "ended",
    ),
}


@pytest.mark.parametrize("kind", POLLED)
def test_a_polled_flag_is_a_note(kind: str, tmp_path: Path) -> None:
    """The verdict is that nothing is wrong; the note has both places and asks for something better."""
    text, says = POLLED[kind]
    answer = explore_text(tmp_path, HEAD + dedent(text), schedules=40)
    assert answer.verdict == "ok", answer.explanation
    assert [note for note in answer.notes if says in note], answer.notes
    assert all(note.startswith("Polling: ") for note in answer.notes)


@pytest.mark.parametrize("kind", NOT_POLLED)
def test_what_is_no_polling(kind: str, tmp_path: Path) -> None:
    """Nothing is said."""
    answer = explore_text(tmp_path, HEAD + dedent(NOT_POLLED[kind]), schedules=40)
    assert (answer.verdict, answer.notes) == ("ok", [])


@pytest.mark.parametrize("kind", SPINNING)
def test_time_passes_for_a_loop_that_spins(kind: str, tmp_path: Path) -> None:
    """No livelock: who spins on a processor does not keep the others from waking up."""
    text, prints = SPINNING[kind]
    answer = explore_text(tmp_path, HEAD + dedent(text), schedules=5)
    assert (answer.verdict, answer.output.strip()) == ("ok", prints), answer.explanation


def test_time_passes_for_a_loop_that_asks_the_clock(tmp_path: Path) -> None:
    """A wait that ends at the very deadline leaves no time, and not less than none: the loop goes round once more."""
    text = """
        condition = threading.Condition()
        def a():
            deadline = time.monotonic() + 2
            with condition:
                left = 2
                while left >= 0:
                    condition.wait(left)
                    condition.wait(0)
                    condition.wait(0)
                    left = deadline - time.monotonic()
            print("gave up")
        together(a)
    """
    answer = explore_text(tmp_path, HEAD + dedent(text), schedules=3)
    assert (answer.verdict, answer.output.strip()) == ("ok", "gave up"), answer.explanation


def test_a_spinning_program_is_proved(tmp_path: Path) -> None:
    """Time passes at once when all that can go on only look."""
    text, _ = SPINNING["a flag, set after a sleep"]
    answer = explore_text(tmp_path, HEAD + dedent(text), strategy="dpor", schedules=100)
    assert (answer.verdict, answer.proved) == ("ok", True), answer.not_visible


def test_nobody_who_could_change_it(tmp_path: Path) -> None:
    """A loop that waits for what never comes is a livelock, however long the others sleep."""
    text = SPINNING["a flag, set after a sleep"][0].replace("done = True", "time.sleep(1)")
    answer = explore_text(tmp_path, HEAD + dedent(text), schedules=5)
    assert answer.verdict == "livelock"
