"""With the names exchanged, and the writes in another order."""


def three_become_one():
    return "c b a b a c".split()


def twice_each():
    return "b a a a a b a b b b b a".split()


def overdrawn():
    return ["bob", "bob", "ann", "bob", "ann", "ann", "ann", "ann", "ann", "ann", "bob", "bob", "bob"]
