"""Wrong: a dictionary of the module: each process fills its own."""

import multiprocessing

results = {}


def call(function, place, item):
    results[place] = function(item)


def gather(function, items):
    processes = [multiprocessing.Process(target=call, args=(function, *both)) for both in enumerate(items)]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    return [results.get(place) for place in range(len(items))]
