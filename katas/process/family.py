"""Who is who: the numbers of a process, of its child, and of the child's parent."""


def family() -> tuple[int, int, int]:
    """Start a process, ask it for its number and for its parent's, and wait until it has ended.

    Return three numbers: the pid of the process that called this; the pid that the child says it has; the pid that the
    child says its parent has, by `os.getppid()`.
    """
    raise NotImplementedError
