"""Wrong: believes that join tells how it ended, and that it can be called once."""


def join_returns():
    return 3


def join_with_a_timeout_returns():
    return False


def exitcode_after_that():
    return 1


def join_a_second_time():
    return "AssertionError"


def child_without_join_says_its_last_word():
    return True


def parent_is_there_until_then():
    return True


def daemon_without_join_says_its_last_word():
    return False
