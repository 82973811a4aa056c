"""Wrong: believes that children end with their parent, and daemons live longer."""


def join_returns():
    return None


def join_with_a_timeout_returns():
    return None


def exitcode_after_that():
    return None


def join_a_second_time():
    return "nothing happens"


def child_without_join_says_its_last_word():
    return False


def parent_is_there_until_then():
    return True


def daemon_without_join_says_its_last_word():
    return True
