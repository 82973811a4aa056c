"""Wrong: appends each result when it is there: in the order in which the calls end."""

import threading


def map_in_threads(function, items):
    results = []
    errors = []

    def call(item):
        try:
            results.append(function(item))
        except Exception as error:
            errors.append(error)

    threads = [threading.Thread(target=call, args=(item,)) for item in items]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if errors:
        raise errors[0]
    return results
