"""Wrong: raises as soon as it comes to an exception, and leaves the others at work."""

import threading


def map_in_threads(function, items):
    results = [None] * len(items)
    errors = [None] * len(items)

    def call(place, item):
        try:
            results[place] = function(item)
        except Exception as error:
            errors[place] = error

    threads = [threading.Thread(target=call, args=pair) for pair in enumerate(items)]
    for thread in threads:
        thread.start()
    for thread, error in zip(threads, range(len(items))):
        thread.join()
        if errors[error]:
            raise errors[error]
    return results
