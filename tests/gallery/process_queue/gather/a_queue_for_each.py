"""Right: a queue for each process, so it is known whose answer it is."""

import multiprocessing


def call(function, item, answer):
    answer.put(function(item))


def gather(function, items):
    under_way = []
    for item in items:
        answer = multiprocessing.Queue(1)
        process = multiprocessing.Process(target=call, args=(function, item, answer))
        process.start()
        under_way.append((process, answer))
    results = []
    for process, answer in under_way:
        results.append(answer.get())
        process.join()
    return results
