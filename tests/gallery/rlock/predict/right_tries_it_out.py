"""Tries out what one thread alone can try, and knows the rest."""

import threading


def free_after_one_of_two_releases():
    return False


def release_once_too_often():
    try:
        threading.RLock().release()
    except RuntimeError as error:
        return type(error).__name__
    return "releases"


def release_by_another_thread():
    return release_once_too_often()


def passed_on_to_a_helper():
    return False


def others_get_in_during_the_wait():
    return True


def releases_needed_after_the_wait():
    condition = threading.Condition()
    with condition, condition:
        condition.wait(timeout=0.01)
        releases = 0
        try:
            while True:
                condition.release()
                releases += 1
        except RuntimeError:
            pass
        for _ in range(releases):
            condition.acquire()
    return releases


def second_with_of_a_condition_on_a_lock():
    with threading.Condition(threading.Lock()) as condition:
        return False
