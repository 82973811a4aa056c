"""Wrong: joins for a moment before it takes the results out, and then it puts an end to who has not ended."""

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
        process.join(0.1)
        process.kill()
        process.join()
    results = dict(answers.get() for _ in processes)
    return [results[place] for place in range(len(items))]
