"""What the main thread sees: threads share objects; a name in a function belongs to that call alone."""


def global_number() -> int:
    """`global` says which name is meant, and all threads have the same module."""
    return 101


def without_the_word_global() -> int:
    """An assignment in a function makes a local name."""
    return 100


def list_that_is_changed() -> list[int]:
    """Nothing is assigned: the one list is changed."""
    return [1, 2, 3]


def list_as_parameter() -> list[int]:
    """`mine + [3]` is a new list, and only the local name knows it."""
    return [1, 2]


def list_as_parameter_changed_in_place() -> list[int]:
    """`+=` changes a list in place."""
    return [1, 2, 3]


def number_as_parameter() -> int:
    """Numbers cannot be changed: `+=` gives the local name another one."""
    return 100


def attribute_of_an_object() -> str:
    """The object of main got hot; the one that was spilled is another."""
    return "hot"
