"""Wrong: waits for something that is not None."""

import multiprocessing


def call(function, place, item, answers):
    result = function(item)
    if result is not None:
        answers.put((place, result))


def gather(function, items):
    answers = multiprocessing.Queue()
    processes = [
        multiprocessing.Process(target=call, args=(function, place, item, answers)) for place, item in enumerate(items)
    ]
    for process in processes:
        process.start()
    results = dict(answers.get() for _ in processes)
    for process in processes:
        process.join()
    return [results[place] for place in range(len(items))]
