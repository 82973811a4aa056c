"""The first lock, then the second one."""


def run_with_both(one, other, action):
    if one is other:
        with one:
            return action()
    with one, other:
        return action()
