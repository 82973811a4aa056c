"""Wrong: as the document has it: apply_async makes a process for each task."""


def join_before_close():
    return "ValueError"


def submit_after_close():
    return "ValueError"


def pool_of_nobody():
    return "ValueError"


def processes_before_the_first_task():
    return 0


def workers_by_default():
    return 5


def failure_that_nobody_asks_for():
    return "nothing happens"


def failure_that_somebody_asks_for():
    return "ValueError"


def who_works():
    return "worker"


def result_of_that():
    return "TypeError"


def lambda_as_a_task():
    return "PicklingError"


def left_behind_by_with():
    return False


def global_number_in_the_parent():
    return 100


def global_number_in_the_next_task():
    return 101
