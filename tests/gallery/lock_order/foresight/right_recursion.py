"""The same search as a function that calls itself."""

from functools import cache


def may_deadlock(plans):
    @cache
    def stuck_from(taken):
        left = [thread for thread, plan in enumerate(plans) if taken[thread] < len(plan)]
        held = {lock for thread in left for lock in plans[thread][: taken[thread]]}
        free = [thread for thread in left if plans[thread][taken[thread]] not in held]
        if not free:
            return bool(left)
        return any(stuck_from(tuple(n + (t == thread) for t, n in enumerate(taken))) for thread in free)

    return stuck_from(tuple(0 for _ in plans))
