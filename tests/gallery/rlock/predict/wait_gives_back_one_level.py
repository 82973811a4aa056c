"""wait() releases once, so whoever is in twice keeps the others out."""


def free_after_one_of_two_releases():
    return False


def release_once_too_often():
    return "RuntimeError"


def release_by_another_thread():
    return "RuntimeError"


def passed_on_to_a_helper():
    return True


def others_get_in_during_the_wait():
    return False


def releases_needed_after_the_wait():
    return 2


def second_with_of_a_condition_on_a_lock():
    return True
