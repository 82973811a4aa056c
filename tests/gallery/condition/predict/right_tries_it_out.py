"""Tries everything out and returns what happened."""

import threading


def outcome(action, otherwise):
    try:
        action()
    except RuntimeError as error:
        return type(error).__name__
    return otherwise


def wait_without_the_lock():
    return outcome(threading.Condition().wait, "waits")


def notify_without_the_lock():
    return outcome(threading.Condition().notify, "notifies")


def wait_after_the_notify():
    condition = threading.Condition()
    with condition:
        condition.notify()
        return condition.wait(timeout=0.01)


def who_runs_after_notify():
    condition = threading.Condition()
    waiting = threading.Event()
    words = []

    def waiter():
        with condition:
            waiting.set()
            condition.wait()
            words.append("waiter")

    thread = threading.Thread(target=waiter)
    thread.start()
    waiting.wait()
    with condition:
        condition.notify()
        words.append("notifier")
    thread.join()
    return words


def woken_by_one_notify():
    condition = threading.Condition()
    waiting, woken = threading.Semaphore(0), threading.Semaphore(0)

    def waiter():
        with condition:
            waiting.release()
            if condition.wait(timeout=0.1):
                woken.release()

    threads = [threading.Thread(target=waiter) for _ in range(3)]
    for thread in threads:
        thread.start()
    for _ in threads:
        waiting.acquire()
    with condition:
        condition.notify()
    for thread in threads:
        thread.join()
    number = 0
    while woken.acquire(blocking=False):
        number += 1
    return number


def wait_until_the_timeout():
    condition = threading.Condition()
    with condition:
        return condition.wait(timeout=0.01)


def wait_for_until_the_timeout():
    condition = threading.Condition()
    with condition:
        return condition.wait_for(list, timeout=0.01)


def wait_for_something_true():
    condition = threading.Condition()
    with condition:
        return condition.wait_for(lambda: ["apple"])
