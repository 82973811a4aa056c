"""Other orders, in which everybody finds out that he waits."""


def at_the_round_table():
    return list("bcacab")


def one_left_handed():
    return None


def the_kettle():
    return ["cup"] + ["kettle"] * 4 + ["cup"] * 3
