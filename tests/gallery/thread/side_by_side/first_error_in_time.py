"""Wrong: raises the exception that came first in time, and not that of the first item."""

from threading import Thread


def map_in_threads(function, items):
    results = [None] * len(items)
    errors = []

    def run(i, item):
        try:
            results[i] = function(item)
        except Exception as e:
            errors.append(e)

    threads = [Thread(target=run, args=(i, item)) for i, item in enumerate(items)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    if errors:
        raise errors[0]
    return results
