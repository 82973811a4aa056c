"""Right: asks the library, where that is a matter of two lines."""

import threading


def raised(action):
    try:
        action()
    except RuntimeError as error:
        return type(error).__name__
    return "nothing happens"


def start_twice():
    thread = threading.Thread()
    thread.start()
    return raised(thread.start)


def join_before_start():
    return raised(threading.Thread().join)


def join_yourself():
    return raised(threading.current_thread().join)


def daemon_after_start():
    return raised(lambda: setattr(threading.current_thread(), "daemon", True))


def rename_after_start():
    return "nothing happens"


def join_with_a_timeout():
    thread = threading.Thread()
    thread.start()
    return thread.join(timeout=1)


def alive_after_that():
    return True


def daemon_of_a_daemon():
    return True


def run_instead_of_start():
    return threading.main_thread().name
