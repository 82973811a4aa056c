"""Wrong: waits for the end of the processes, which wait for somebody to take out what they have put."""

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
    for process in processes:
        process.join()
    results = dict(answers.get() for _ in processes)
    return [results[place] for place in range(len(items))]
