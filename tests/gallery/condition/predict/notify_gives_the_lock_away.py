"""Thinks that whoever is notified runs at once."""


def wait_without_the_lock():
    return "RuntimeError"


def notify_without_the_lock():
    return "RuntimeError"


def wait_after_the_notify():
    return False


def who_runs_after_notify():
    return ["waiter", "notifier"]


def woken_by_one_notify():
    return 1


def wait_until_the_timeout():
    return False


def wait_for_until_the_timeout():
    return []


def wait_for_something_true():
    return ["apple"]
