"""Wrong: hands the thread the answer of the call; the call itself was made by who starts the threads."""

import threading


def map_in_threads(function, items):
    results = []
    threads = [threading.Thread(target=results.append, args=(function(item),)) for item in items]
    for thread in threads:
        thread.start()
        thread.join()
    return results
