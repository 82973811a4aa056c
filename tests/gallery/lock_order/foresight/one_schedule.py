"""Only one interleaving is looked at: in turn, a lock each."""


def may_deadlock(plans):
    taken = [0] * len(plans)
    while True:
        moved = False
        for thread, plan in enumerate(plans):
            held = {lock for other, count in zip(plans, taken) if count < len(other) for lock in other[:count]}
            if taken[thread] < len(plan) and plan[taken[thread]] not in held:
                taken[thread] += 1
                moved = True
        if not moved:
            return any(count < len(plan) for count, plan in zip(taken, plans))
