"""Wrong: start and join in one loop: one call after the other."""

import threading


def map_in_threads(function, items):
    results = []
    errors = []

    def call(item):
        try:
            results.append(function(item))
        except Exception as error:
            errors.append(error)

    for item in items:
        thread = threading.Thread(target=call, args=(item,))
        thread.start()
        thread.join()
    if errors:
        raise errors[0]
    return results
