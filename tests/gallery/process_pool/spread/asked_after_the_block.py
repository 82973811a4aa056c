"""Wrong: the end of the with-block breaks off all tasks; whoever asks for a result after it waits for ever."""

from multiprocessing import Pool


def call_all(function, items, workers):
    with Pool(workers) as pool:
        tasks = [pool.apply_async(function, (item,)) for item in items]
    return [task.get() for task in tasks]
