"""Thought about each statement, and wrote down those with a place."""


def switch_is_looked_for(statement):
    return statement in {
        "num = ident(num) + n",
        "num = abs(num) + n",
        "num = num + ident(n)",
        "num += max(n, 0)",
        "num = num + [each for each in numbers][0]",
    }
