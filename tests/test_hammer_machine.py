"""The real machine: blocking is known, time costs nothing, nothing hangs, and every round begins anew."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import pytest

from tests.hammered import hammer_text

TOGETHER: Final = """
import threading, time

def together(*functions):
    threads = [threading.Thread(target=f, name=f.__name__) for f in functions]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
"""


def test_a_right_program_is_right_in_every_round(tmp_path: Path) -> None:
    """A lock around the update: nothing is lost and nothing can be, in 1,000 rounds that all begin at 0."""
    answer = hammer_text(
        tmp_path,
        TOGETHER
        + """
num, lock = 0, threading.Lock()

def add():
    global num
    with lock:
        num = num + 1

def main():
    together(add, add, add)
    assert num == 3
""",
        rounds=1000,
    )
    assert (answer["verdict"], answer["right"], answer["possible"]) == ("ok", 1000, 0)


RACE: Final = (
    TOGETHER
    + """
num = 100

def plus_and_minus():
    global num
    num = num + 6
    num = num - 6

def other():
    global num
    num = num + 9
    num = num - 9

def main():
    together(plus_and_minus, other)
    assert num == 100, f"num is {num}"
"""
)


def test_the_race_of_the_tutorial_shows(tmp_path: Path) -> None:
    """Add and take away again, by two threads: on CPython >= 3.10 a million plain turns never show it; rounds do."""
    answer = hammer_text(tmp_path, RACE, rounds=500)
    assert answer["verdict"] == "lost-update"
    assert 0 < answer["lost"] <= answer["possible"] == 500
    assert sum(answer["wrong"].values()) == 500 - answer["right"] > 0
    wrong = {f"num is {100 + six + nine}" for six in (-6, 0, 6) for nine in (-9, 0, 9)}
    assert set(answer["wrong"]) <= wrong | {"lost-update"}
    assert f"Seen here: in {answer['lost']} of 500 rounds on CPython" in " ".join(answer["explanation"].split())
    assert "writes num = " in " ".join(answer["steps"])


def test_a_race_that_does_not_show_is_found_and_said_to_be_unseen(tmp_path: Path) -> None:
    """Only a sleep is between the two updates: the results are right, by luck."""
    answer = hammer_text(
        tmp_path,
        TOGETHER
        + """
num = 0

def early():
    global num
    num += 1

def late():
    global num
    time.sleep(1)
    num += 1

def main():
    together(early, late)
    assert num == 2
""",
    )
    assert (answer["verdict"], answer["lost"], answer["right"], answer["first"]) == ("lost-update", 0, 200, 0)
    said = " ".join(answer["explanation"].split())
    assert "Not seen here: in none of 200 rounds" in said
    assert "in 200 of them nothing but luck prevented it" in said


def test_a_call_between_read_and_write_changes_nothing_about_the_finding(tmp_path: Path) -> None:
    """The value goes through a local: still one read-modify-write."""
    answer = hammer_text(
        tmp_path,
        TOGETHER
        + """
class Account:
    def __init__(self):
        self.balance = 0
    def pay_in(self):
        new = abs(self.balance) + 1
        self.balance = new

def main():
    account = Account()
    together(account.pay_in, account.pay_in)
    assert account.balance == 2, account.balance
""",
    )
    assert answer["verdict"] == "lost-update"
    assert answer["lost"] > 0


DEADLOCKS: Final = {
    "opposite order": (
        """
a, b = threading.Lock(), threading.Lock()
def one():
    with a:
        with b: pass
def two():
    with b:
        with a: pass
def main():
    together(one, two)
""",
        "wait for each other: each holds a lock",
    ),
    "own lock": (
        """
lock = threading.Lock()
def main():
    with lock:
        lock.acquire()
""",
        "which it already holds itself",
    ),
    "never released": (
        """
lock = threading.Lock()
def takes():
    lock.acquire()
def main():
    together(takes)
    with lock: pass
""",
        "never released",
    ),
    "lost notify": (
        """
condition = threading.Condition()
def notifies():
    with condition:
        condition.notify()
def waits():
    with condition:
        condition.wait()
def main():
    together(notifies, waits)
""",
        "notif",
    ),
    "empty queue": (
        """
import queue
def main():
    queue.Queue().get()
""",
        "empty",
    ),
    "semaphore": (
        """
slots = threading.Semaphore(1)
def main():
    slots.acquire()
    slots.acquire()
""",
        "slot",
    ),
    "not a daemon": (
        """
def waits():
    threading.Event().wait()
def main():
    threading.Thread(target=waits, name="waits").start()
""",
        "waits",
    ),
}


@pytest.mark.parametrize("kind", DEADLOCKS)
def test_a_deadlock_is_certain_at_once_and_told(tmp_path: Path, kind: str) -> None:
    """Nobody is left who could run: no waiting, the threads are ended, and the next round is run."""
    program, words = DEADLOCKS[kind]
    answer = hammer_text(tmp_path, TOGETHER + program, rounds=300)
    assert answer["verdict"] == "deadlock"
    assert answer["rounds"] == (300 if answer["threads"] else 10)
    assert words in " ".join(answer["explanation"].split())


def test_time_costs_nothing_and_its_order_is_certain(tmp_path: Path) -> None:
    """Hours pass in no time; with the clock `exact` who sleeps longer wakes later, however busy the machine is."""
    answer = hammer_text(
        tmp_path,
        TOGETHER
        + """
order = []
def long(): time.sleep(7200); order.append("long")
def short(): time.sleep(3600); order.append("short")
def patient(): order.append(lock.acquire(timeout=5000))
lock = threading.Lock()
def main():
    begin = time.monotonic()
    with lock:
        together(long, short, patient)
    assert order == ["short", False, "long"], order
    assert time.monotonic() - begin == 7200
""",
    )
    assert answer["verdict"] == "ok", answer["explanation"]


def test_with_the_clock_any_sleeping_is_no_order(tmp_path: Path) -> None:
    """A sleep may end as soon as another thread had its turn."""
    program = (
        TOGETHER
        + """
order = []
def long(): time.sleep(2); order.append("long")
def short(): time.sleep(1); order.append("short")
def main():
    together(long, short)
    assert order == ["short", "long"]
"""
    )
    answer = hammer_text(tmp_path, program, clock="any")
    assert answer["verdict"] == "assertion"
    assert 0 < answer["right"] < 200


def test_with_the_clock_any_nobody_sleeps_for_ever(tmp_path: Path) -> None:
    """A thread that waits for a time again and again takes the clock past the time of those that sleep."""
    answer = hammer_text(
        tmp_path,
        TOGETHER
        + """
stopped = threading.Event()
def ticks():
    while not stopped.wait(1): pass
def stops():
    time.sleep(3)
    stopped.set()
def main(): together(ticks, stops)
""",
        clock="any",
    )
    assert answer["verdict"] == "ok", answer["explanation"]


def test_the_library_is_cpythons_own(tmp_path: Path) -> None:
    """Hand-over through each kind of synchronisation is an order: no false alarm, in 300 rounds each."""
    answer = hammer_text(
        tmp_path,
        TOGETHER
        + """
import queue
from concurrent.futures import ThreadPoolExecutor

def main():
    total = [0]
    def add(): total[0] += 1

    ready = threading.Event()
    def sets(): add(); ready.set()
    def waits(): ready.wait(); add()
    together(sets, waits)

    box = queue.Queue(1)
    def puts(): add(); box.put(1); box.put(2)
    def gets(): box.get(); add(); box.get()
    together(puts, gets)

    condition, flag = threading.Condition(), []
    def notifies():
        with condition: add(); flag.append(1); condition.notify_all()
    def waits_for():
        with condition:
            condition.wait_for(lambda: flag)
            add()
    together(notifies, waits_for, waits_for)

    barrier = threading.Barrier(3)
    def first(): add(); barrier.wait()
    def second(): barrier.wait()
    together(first, second, second)
    with ThreadPoolExecutor(2) as pool:
        assert list(pool.map(lambda n: n * n, range(4))) == [0, 1, 4, 9]
    timer = threading.Timer(5, add)
    timer.start()
    timer.join()
    slot = threading.BoundedSemaphore(1)
    def in_turn():
        with slot: add()
    together(in_turn, in_turn)
    lock = threading.RLock()
    def twice():
        with lock, lock: add()
    together(twice, twice)
    own = threading.local()
    def keeps(): own.value = threading.current_thread().name; time.sleep(0); assert own.value == "keeps"
    together(keeps, keeps)
    assert not hasattr(own, "value")
    assert total == [13], total
    assert threading.active_count() == 1
""",
        rounds=300,
    )
    assert answer["verdict"] == "ok", answer["explanation"]
    assert answer["right"] == 300


def test_what_a_round_leaves_is_cleared_away(tmp_path: Path) -> None:
    """Blocked daemons are ended silently, whatever stands in their `finally`; the real threads are used again."""
    answer = hammer_text(
        tmp_path,
        TOGETHER
        + """
def stays():
    while True:
        try:
            threading.Event().wait()
        except BaseException:
            print("never seen")
        finally:
            time.sleep(1)
def main():
    for number in range(3):
        threading.Thread(target=stays, daemon=True).start()
    time.sleep(1)
""",
        rounds=500,
    )
    assert (answer["verdict"], answer["output"]) == ("ok", "")
    assert answer["os_threads"] <= 1 + 3


def test_threads_that_are_left_are_told(tmp_path: Path) -> None:
    """`all_joined` means it here too."""
    program = TOGETHER + "def main(): threading.Thread(target=time.sleep, args=(9,), name='late').start()"
    answer = hammer_text(tmp_path, program, all_joined=True)
    assert (answer["verdict"], answer["wrong"]) == ("leftover", {"leftover": 200})
    assert "late was still running" in answer["explanation"]


def test_an_exception_in_a_thread_is_the_rounds_verdict(tmp_path: Path) -> None:
    """With its value in the table."""
    answer = hammer_text(tmp_path, TOGETHER + "def fails(): [].pop()\ndef main(): together(fails)")
    assert (answer["verdict"], answer["wrong"]) == ("exception", {"IndexError: pop from empty list": 200})


@pytest.mark.parametrize("body", ["if flag: break", "pass", "time.sleep(0)"])
def test_a_loop_that_gets_nowhere_is_a_livelock(tmp_path: Path, body: str) -> None:
    """It looks, or not even that, and nobody will ever change what it looks at."""
    program = TOGETHER + f"flag = []\ndef spins():\n    while True:\n        {body}\ndef main(): together(spins)"
    answer = hammer_text(tmp_path, program, rounds=1)
    assert answer["verdict"] == "livelock"
    assert "spins" in answer["explanation"]


def test_waiting_in_a_loop_is_no_livelock(tmp_path: Path) -> None:
    """The thread that the loop waits for gets its turn."""
    answer = hammer_text(
        tmp_path,
        TOGETHER
        + """
done = False
def works():
    global done
    for _ in range(50): time.sleep(0)
    done = True
def waits():
    while not done: pass
def main(): together(waits, works)
""",
        rounds=50,
    )
    assert answer["verdict"] == "ok", answer["explanation"]


def test_two_hundred_threads_are_no_trouble(tmp_path: Path) -> None:
    """Each is a real one."""
    program = (
        TOGETHER
        + """
barrier = threading.Barrier(200)
def waits(): barrier.wait()
def main():
    together(*[waits] * 200)
"""
    )
    answer = hammer_text(tmp_path, program, rounds=3)
    assert answer["verdict"] == "ok", answer["explanation"]
    assert answer["os_threads"] == 201


def test_threads_without_end_are_refused_as_python_does(tmp_path: Path) -> None:
    """The exception comes in the thread that starts one too many; those that wait are cleared away."""
    program = (
        TOGETHER
        + """
def waits(): threading.Event().wait()
def main():
    while True:
        threading.Thread(target=waits, daemon=True).start()
"""
    )
    answer = hammer_text(tmp_path, program, rounds=2)
    assert (answer["verdict"], answer["wrong"]) == ("exception", {"RuntimeError: can't start new thread": 2})


def test_a_thread_started_by_the_low_level_module_counts_too(tmp_path: Path) -> None:
    """`_thread.start_new_thread`, and locks made by it."""
    answer = hammer_text(
        tmp_path,
        """
import _thread
def main():
    lock = _thread.allocate_lock()
    lock.acquire()
    _thread.start_new_thread(lock.release, ())
    lock.acquire()
""",
    )
    assert (answer["verdict"], answer["threads"]) == ("ok", True)


def test_rounds_that_take_long_and_fail_are_not_repeated_for_ever(tmp_path: Path) -> None:
    """A few are enough, and the report says that it were so few."""
    program = TOGETHER + "def spins():\n    while True: pass\ndef main(): together(spins)"
    answer = hammer_text(tmp_path, program, rounds=100_000)
    assert answer["rounds"] < 100
    assert answer["verdict"] == "livelock"
    assert "no more of them, since one that fails takes long" in " ".join(answer["explanation"].split())


def test_memory_stays_flat(tmp_path: Path) -> None:
    """What a round takes is given back: three times as many rounds need no more."""
    answer = hammer_text(tmp_path, RACE, rounds=3000)
    assert answer["grown"] < 2 << 20


def test_rounds_of_a_program_without_threads_are_few(tmp_path: Path) -> None:
    """More would be all the same, and the report says so."""
    answer = hammer_text(tmp_path, "def main(): assert 1 == 2", rounds=100_000)
    assert (answer["rounds"], answer["verdict"]) == (10, "assertion")
    assert "the program starts no thread" in " ".join(answer["explanation"].split())


def test_what_no_machine_controls_is_refused(tmp_path: Path) -> None:
    """A real thread is the machine's own business; another process is not."""
    answer = hammer_text(tmp_path, "import subprocess\ndef main(): subprocess.run(['true'])", rounds=1)
    assert answer["verdict"] == "unsupported"
