"""Thinks that wait_for says True or False, whatever the predicate returned."""


def wait_without_the_lock():
    return "RuntimeError"


def notify_without_the_lock():
    return "RuntimeError"


def wait_after_the_notify():
    return False


def who_runs_after_notify():
    return ["notifier", "waiter"]


def woken_by_one_notify():
    return 1


def wait_until_the_timeout():
    return False


def wait_for_until_the_timeout():
    return False


def wait_for_something_true():
    return True
