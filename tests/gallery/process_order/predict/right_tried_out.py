"""Right: asks the library, where that is a matter of a few lines."""

from multiprocessing import Process


def ended():
    process = Process(target=int)
    process.start()
    process.join()
    return process


def join_returns():
    return ended().join()


def join_with_a_timeout_returns():
    return ended().join(0.01)


def exitcode_after_that():
    return Process(target=int).exitcode


def join_a_second_time():
    return "nothing happens" if ended().join() is None else "something"


def child_without_join_says_its_last_word():
    return not Process(target=int).daemon


def parent_is_there_until_then():
    return True


def daemon_without_join_says_its_last_word():
    return not Process(target=int, daemon=True).daemon
