"""Wrong: believes that a join whose time is over ends the thread, and says whether it had to."""


def start_twice():
    return "RuntimeError"


def join_before_start():
    return "RuntimeError"


def join_yourself():
    return "RuntimeError"


def daemon_after_start():
    return "RuntimeError"


def rename_after_start():
    return "nothing happens"


def join_with_a_timeout():
    return False


def alive_after_that():
    return False


def daemon_of_a_daemon():
    return False


def run_instead_of_start():
    return "worker"
