"""The cup waits before the kettle notifies."""


def at_the_round_table():
    return None


def one_left_handed():
    return None


def the_kettle():
    return ["cup", "cup", "cup", "kettle", "kettle", "kettle", "kettle", "cup", "cup", "cup"]
