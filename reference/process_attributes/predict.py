"""What the attributes and methods of a process do."""


def pid_before_the_start() -> object:
    """There is no process yet, and no number."""
    return None


def exitcode_while_it_runs() -> object:
    """Nobody knows how it will end. None is not 0."""
    return None


def exitcode_after_an_exception() -> object:
    """Whatever exception it was."""
    return 1


def exitcode_after_exit() -> object:
    """The number that it gave."""
    return 3


def exitcode_after_terminate() -> object:
    """Minus the number of the signal, which is SIGTERM."""
    return -15


def alive_right_after_terminate() -> bool:
    """To ask somebody to end is not to wait until he has."""
    return True


def finally_after_terminate() -> str:
    """A signal that the process says nothing about ends it where it stands."""
    return "is skipped"


def join_with_a_timeout() -> object:
    """`join` always returns None. Whether the process has ended, `is_alive` and `exitcode` say."""
    return None


def alive_after_that() -> bool:
    """The timeout ends the waiting, not the process."""
    return True


def start_twice() -> str:
    """A process can be started once. For the next time, make a new one."""
    return "AssertionError"


def join_before_start() -> str:
    """Nobody can wait for the end of what has not begun."""
    return "AssertionError"


def daemon_after_start() -> str:
    """That has to be settled before the start."""
    return "AssertionError"


def child_of_a_daemon() -> str:
    """A daemon is ended without being asked, and nobody would end its children."""
    return "AssertionError"


def close_while_it_runs() -> str:
    """First it has to end."""
    return "ValueError"


def alive_after_close() -> str:
    """What is closed answers no questions."""
    return "ValueError"


def run_instead_of_start() -> str:
    """`run` is an ordinary method, and runs where it is called."""
    return "caller"


def killed_parent() -> str:
    """Who ends daemons is the parent's interpreter, at its end; who is killed does nothing any more."""
    return "lives on"
