"""Names a thread again that cannot go on."""


def at_the_round_table():
    return ["a", "b", "c", "a", "a", "b", "c"]


def one_left_handed():
    return None


def the_kettle():
    return ["kettle", "cup", "cup", "kettle", "kettle", "kettle"]
