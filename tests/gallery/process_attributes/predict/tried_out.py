"""Right: asks the library, where that is a matter of two lines."""

import multiprocessing
import signal


def raised(action):
    try:
        action()
    except (AssertionError, ValueError) as error:
        return type(error).__name__
    return "nothing happens"


def ended():
    process = multiprocessing.Process()
    process.start()
    process.join()
    return process


def closed():
    process = ended()
    process.close()
    return process


def pid_before_the_start():
    return multiprocessing.Process().pid


def exitcode_while_it_runs():
    return None


def exitcode_after_an_exception():
    return 1


def exitcode_after_exit():
    return 3


def exitcode_after_terminate():
    return -signal.SIGTERM


def alive_right_after_terminate():
    return True


def finally_after_terminate():
    return "is skipped"


def join_with_a_timeout():
    return ended().join(timeout=1)


def alive_after_that():
    return True


def start_twice():
    return raised(ended().start)


def join_before_start():
    return raised(multiprocessing.Process().join)


def daemon_after_start():
    return raised(lambda: setattr(ended(), "daemon", True))


def child_of_a_daemon():
    return AssertionError.__name__


def close_while_it_runs():
    return ValueError.__name__


def alive_after_close():
    return raised(closed().is_alive)


def run_instead_of_start():
    return "caller"


def killed_parent():
    return "lives on"
