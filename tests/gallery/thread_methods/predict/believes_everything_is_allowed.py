"""Wrong: believes that a thread can be started, joined and changed at any time."""


def start_twice():
    return "nothing happens"


def join_before_start():
    return "nothing happens"


def join_yourself():
    return "nothing happens"


def daemon_after_start():
    return "nothing happens"


def rename_after_start():
    return "nothing happens"


def join_with_a_timeout():
    return None


def alive_after_that():
    return True


def daemon_of_a_daemon():
    return True


def run_instead_of_start():
    return "MainThread"
