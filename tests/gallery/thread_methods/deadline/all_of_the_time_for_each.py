"""Wrong: gives each thread all of the time: three slow ones, and it takes three times as long."""


def join_all(threads, seconds):
    for thread in threads:
        thread.join(seconds)
    return [thread for thread in threads if thread.is_alive()]
