"""Wrong: believes that workers change the parent's variables, and that there are four of them by default."""


def join_before_close():
    return "ValueError"


def submit_after_close():
    return "ValueError"


def pool_of_nobody():
    return "ValueError"


def processes_before_the_first_task():
    return 3


def workers_by_default():
    return 4


def failure_that_nobody_asks_for():
    return "nothing happens"


def failure_that_somebody_asks_for():
    return "nothing happens"


def who_works():
    return "parent"


def result_of_that():
    return "TypeError"


def lambda_as_a_task():
    return "PicklingError"


def left_behind_by_with():
    return False


def global_number_in_the_parent():
    return 101


def global_number_in_the_next_task():
    return 102
