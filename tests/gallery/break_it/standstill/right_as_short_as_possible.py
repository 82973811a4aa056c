"""Nobody need have asked for what it cannot get."""


def at_the_round_table():
    return ["c", "b", "a"]


def one_left_handed():
    return None


def the_kettle():
    return ["cup", "kettle", "kettle", "kettle", "kettle", "cup", "cup"]
