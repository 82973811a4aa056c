"""Two threads that take the same two locks in different orders, and nothing else."""

from itertools import combinations


def may_deadlock(plans):
    for one, other in combinations(plans, 2):
        common = [lock for lock in one if lock in other]
        if common != [lock for lock in other if lock in one]:
            return True
    return False
