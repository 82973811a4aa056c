"""Wrong: takes an empty queue for a sign that everything has come."""

import multiprocessing


def call(function, place, item, answers):
    answers.put((place, function(item)))


def gather(function, items):
    answers = multiprocessing.Queue()
    processes = [
        multiprocessing.Process(target=call, args=(function, place, item, answers)) for place, item in enumerate(items)
    ]
    for process in processes:
        process.start()
    results = {}
    while not answers.empty():
        place, result = answers.get()
        results[place] = result
    for process in processes:
        process.join()
    return [results.get(place) for place in range(len(items))]
