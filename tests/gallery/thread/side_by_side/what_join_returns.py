"""Wrong: expects that join returns what the function did."""

import threading


def map_in_threads(function, items):
    threads = [threading.Thread(target=function, args=(item,)) for item in items]
    for thread in threads:
        thread.start()
    return [thread.join() for thread in threads]
