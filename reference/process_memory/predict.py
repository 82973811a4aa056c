"""What the parent sees, when a child has changed something and has ended."""


def global_number() -> int:
    """The child has changed its own `num`."""
    return 100


def what_the_child_prints() -> int:
    """There it is changed."""
    return 101


def list_as_argument() -> list[int]:
    """With threads it would be [1, 2, 3]. The child has another list, which was the same at the start."""
    return [1, 2]


def attribute_of_the_process() -> str:
    """`self` in the child is another object than the one that the parent has."""
    return "cold"


def shared_value() -> int:
    """A Value lies in memory that both have."""
    return 101


def shared_array() -> list[int]:
    """So does an Array."""
    return [7, 2]


def managed_list() -> list[int]:
    """The list lives in a third process, and both ask that one."""
    return [1, 2, 3]


def list_in_a_managed_list() -> list[list[int]]:
    """`shared[0]` is a copy of what the third process has; that copy was changed, and thrown away."""
    return [[1, 2]]


def sent_through_a_queue() -> list[int]:
    """What the child sends, the parent gets."""
    return [1, 2, 3]


def changed_before_the_start(start_method: str) -> int:
    """Only a forked child begins with the parent's memory. The others read the file again, from the top."""
    return 200 if start_method == "fork" else 100
