"""Who has all locks keeps them for ever."""


def may_deadlock(plans):
    def search(taken):
        held = {lock for plan, count in zip(plans, taken) for lock in plan[:count]}
        steps = [t for t, plan in enumerate(plans) if taken[t] < len(plan) and plan[taken[t]] not in held]
        if not steps:
            return any(count < len(plan) for count, plan in zip(taken, plans))
        return any(search(taken[:t] + (taken[t] + 1,) + taken[t + 1 :]) for t in steps)

    return search((0,) * len(plans))
