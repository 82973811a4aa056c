"""Each has a fork, but nobody has asked for the second one; and who is left-handed is thought not to matter."""


def at_the_round_table():
    return ["a", "b", "a"]


def one_left_handed():
    return ["a", "b", "c", "a", "b", "c"]


def the_kettle():
    return ["cup", "cup", "cup"]
