"""Takes an RLock for a Lock that is only more patient."""


def free_after_one_of_two_releases():
    return True


def release_once_too_often():
    return "RuntimeError"


def release_by_another_thread():
    return "releases"


def passed_on_to_a_helper():
    return False


def others_get_in_during_the_wait():
    return True


def releases_needed_after_the_wait():
    return 1


def second_with_of_a_condition_on_a_lock():
    return False
