"""What the answers have to be: each order is carried out with a real event and real waiters."""

import threading
import time
from itertools import permutations

import pytest

pytestmark = pytest.mark.explore(schedules=20)

STEPS = ["a clears", "a waits", "b clears", "b waits", "main sets"]


def stuck_after(order):
    """Carry out these steps and return who waits for ever, as a list of names."""
    event = threading.Event()
    waiting = {}
    for step in order:
        name, action = step.split()
        if action == "clears":
            event.clear()
        elif action == "sets":
            event.set()
        else:
            waiting[name] = threading.Thread(target=event.wait, name=name)
            waiting[name].start()
        time.sleep(0.01)
    stuck = [name for name, thread in waiting.items() if thread.is_alive()]
    event.set()
    for thread in waiting.values():
        thread.join()
    return sorted(stuck)


def wiped_out(order):
    """Return whether a clear comes after the signal, and a wait after that."""
    after = order[order.index("main sets") :]
    clears = [place for place, step in enumerate(after) if step.endswith("clears")]
    return bool(clears) and any(step.endswith("waits") for step in after[clears[0] :])


def possible(order):
    """Return *order* if it can happen: each step once, and a and b clear before they wait."""
    assert sorted(order) == sorted(STEPS), f"each of the five steps once, please, and not {order}"
    for name in "ab":
        assert order.index(f"{name} clears") < order.index(f"{name} waits"), f"{name} clears first, and then it waits"
    return order


def test_an_order_in_which_everybody_gets_through(kata):
    """Nobody waits at the end."""
    assert stuck_after(possible(kata.everybody_gets_through())) == []


def test_an_order_in_which_one_waits_for_ever(kata):
    """One is through, one is not."""
    assert len(stuck_after(possible(kata.one_waits_for_ever()))) == 1


def test_an_order_in_which_both_wait_for_ever(kata):
    """Nobody is through."""
    assert stuck_after(possible(kata.both_wait_for_ever())) == ["a", "b"]


def test_an_order_in_which_a_is_robbed(kata):
    """The signal came after a had cleared, and a waits for ever all the same."""
    order = possible(kata.robbed())
    assert order.index("a clears") < order.index("main sets"), "a is to clear before main sets"
    assert "a" in stuck_after(order), "a gets through in this order"


def test_without_the_harmful_steps_nobody_waits_for_ever(kata):
    """Every order of what is left ends well; and both still wait, and main still sets."""
    struck = set(kata.harmful_steps())
    left = [step for step in STEPS if step not in struck]
    assert {"a waits", "b waits", "main sets"} <= set(left), "the waiting and the signal are the purpose of it"
    assert len(left) == len(STEPS) - len(struck), f"these are the steps: {STEPS}"
    for order in sorted(permutations(left), key=wiped_out, reverse=True):  # the worst ones first: a short report
        stuck = stuck_after(order)
        assert stuck == [], f"{' and '.join(stuck)} would wait for ever after: {', '.join(order)}"
