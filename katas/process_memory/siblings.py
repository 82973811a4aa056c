"""What two processes see of each other, that have the same parent."""

from collections.abc import Callable


def look_around(changes: list[Callable[[], object]], look: Callable[[], object]) -> list[object]:
    """Make each change in a process of its own, and have everybody look what there is to be seen after all of them.

    changes: at least one. Each is called once, in a process of its own. It changes something: a global variable, an
        attribute, or something that processes share.
    look: returns what is to be seen: something small that can be pickled. Each of these processes calls it once, not
        before *all* of them have made their changes; and in the end it is called once here, in the process that called
        this function, when all the others have ended.

    Return what was seen: in the first process, in the second one and so on, in the order of *changes*; then here.
    """
    raise NotImplementedError
