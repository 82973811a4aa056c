"""One eats first; the kettle comes between."""


def at_the_round_table():
    return "a a a a b c b c".split() and "a b c b c a".split()


def one_left_handed():
    return None


def the_kettle():
    return ["cup", "kettle", "cup", "kettle"] and ["kettle", "cup"] and ["cup"] + ["kettle"] * 4 + ["cup"] * 3
