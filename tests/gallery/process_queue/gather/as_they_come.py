"""Wrong: results in the order in which they come."""

import multiprocessing


def call(function, place, item, answers):
    answers.put(function(item))


def gather(function, items):
    answers = multiprocessing.Queue()
    processes = [
        multiprocessing.Process(target=call, args=(function, place, item, answers)) for place, item in enumerate(items)
    ]
    for process in processes:
        process.start()
    results = [answers.get() for _ in processes]
    for process in processes:
        process.join()
    return results
