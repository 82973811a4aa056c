"""Foretell a deadlock from the orders in which threads take their locks.

Go through everything that can happen: a state is how many locks each thread has taken. What is small enough to be
looked at wholly needs no clever rule.
"""


def may_deadlock(plans: list[list[str]]) -> bool:
    """Return whether there is an interleaving in which some threads wait for each other for ever."""
    start = (0,) * len(plans)
    seen, waiting = {start}, [start]
    while waiting:
        state = waiting.pop()
        following = _following(plans, state)
        if not following and state != tuple(map(len, plans)):
            return True
        for later in following:
            if later not in seen:
                seen.add(later)
                waiting.append(later)
    return False


def _following(plans: list[list[str]], state: tuple[int, ...]) -> list[tuple[int, ...]]:
    """Return the states after one step more: a thread takes a lock that nobody holds."""
    held = {
        lock
        for plan, taken in zip(plans, state, strict=True)
        if taken < len(plan)  # with all of them it has ended, and holds none
        for lock in plan[:taken]
    }
    return [
        (*state[:thread], taken + 1, *state[thread + 1 :])
        for thread, (plan, taken) in enumerate(zip(plans, state, strict=True))
        if taken < len(plan) and plan[taken] not in held
    ]
