"""Wrong: believes that a failure comes out by itself, and that functions are sent as they are."""


def join_before_close():
    return "ValueError"


def submit_after_close():
    return "ValueError"


def pool_of_nobody():
    return "ValueError"


def processes_before_the_first_task():
    return 3


def workers_by_default():
    return 5


def failure_that_nobody_asks_for():
    return "ValueError"


def failure_that_somebody_asks_for():
    return "ValueError"


def who_works():
    return "parent"


def result_of_that():
    return "nothing happens"


def lambda_as_a_task():
    return "nothing happens"


def left_behind_by_with():
    return False


def global_number_in_the_parent():
    return 100


def global_number_in_the_next_task():
    return 102
