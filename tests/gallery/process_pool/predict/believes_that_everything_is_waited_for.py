"""Wrong: believes that a pool waits for its tasks, in any order of calls."""


def join_before_close():
    return "nothing happens"


def submit_after_close():
    return "nothing happens"


def pool_of_nobody():
    return "nothing happens"


def processes_before_the_first_task():
    return 3


def workers_by_default():
    return 5


def failure_that_nobody_asks_for():
    return "nothing happens"


def failure_that_somebody_asks_for():
    return "ValueError"


def who_works():
    return "parent"


def result_of_that():
    return "TypeError"


def lambda_as_a_task():
    return "PicklingError"


def left_behind_by_with():
    return True


def global_number_in_the_parent():
    return 100


def global_number_in_the_next_task():
    return 102
