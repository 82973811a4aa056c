"""A circle in the graph of who is taken while whom is held; common gates are not thought of."""


def may_deadlock(plans):
    after = {}
    for plan in plans:
        for place, lock in enumerate(plan):
            after.setdefault(lock, set()).update(plan[place + 1 :])

    def reaches(start, goal, seen):
        for lock in after.get(start, ()):
            if lock == goal:
                return True
            if lock not in seen:
                seen.add(lock)
                if reaches(lock, goal, seen):
                    return True
        return False

    return any(reaches(lock, lock, set()) for lock in after)
