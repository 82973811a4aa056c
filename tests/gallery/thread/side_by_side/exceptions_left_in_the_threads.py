"""Wrong: waits for an exception to come out of join."""

import threading


def map_in_threads(function, items):
    results = [None] * len(items)

    def call(place, item):
        results[place] = function(item)

    threads = [threading.Thread(target=call, args=pair) for pair in enumerate(items)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results
