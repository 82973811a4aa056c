"""Right: tries all orders on a little model of an event."""

from itertools import permutations

STEPS = ["a clears", "a waits", "b clears", "b waits", "main sets"]


def stuck(order):
    is_set, waiting = False, set()
    for step in order:
        name, action = step.split()
        if action == "sets":
            is_set, waiting = True, set()
        elif action == "clears":
            is_set = False
        elif not is_set:
            waiting.add(name)
    return waiting


def find(wanted):
    for order in permutations(STEPS):
        if order.index("a clears") < order.index("a waits") and order.index("b clears") < order.index("b waits"):
            if wanted(list(order)):
                return list(order)


def everybody_gets_through():
    return find(lambda order: not stuck(order))


def one_waits_for_ever():
    return find(lambda order: len(stuck(order)) == 1)


def both_wait_for_ever():
    return find(lambda order: len(stuck(order)) == 2)


def robbed():
    return find(lambda order: "a" in stuck(order) and order.index("a clears") < order.index("main sets"))


def harmful_steps():
    for struck in [{"a clears"}, {"b clears"}, {"a clears", "b clears"}]:
        left = [step for step in STEPS if step not in struck]
        if not any(stuck(order) for order in permutations(left)):
            return struck
