"""Thinks that a wait that runs out of time returns nothing."""


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
    return None


def wait_for_until_the_timeout():
    return []


def wait_for_something_true():
    return ["apple"]
