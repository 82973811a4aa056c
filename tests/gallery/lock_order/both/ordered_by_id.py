"""An order after all, that of id(): no deadlock, but the first lock is held while it waits for the second."""


def run_with_both(one, other, action):
    if one is other:
        with one:
            return action()
    first, second = sorted([one, other], key=id)
    with first, second:
        return action()
