"""Wrong: a dictionary by items: of two equal items one result is left."""

import threading


def map_in_threads(function, items):
    results = {}
    errors = {}

    def call(item):
        try:
            results[item] = function(item)
        except Exception as error:
            errors[item] = error

    threads = [threading.Thread(target=call, args=(item,)) for item in items]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for item in items:
        if item in errors:
            raise errors[item]
    return [results[item] for item in items]
