"""Wrong: gives each thread its share: a slow one is given up, although there was time left."""


def join_all(threads, seconds):
    for thread in threads:
        thread.join(seconds / len(threads))
    return [thread for thread in threads if thread.is_alive()]
