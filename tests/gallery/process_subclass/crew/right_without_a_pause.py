"""Right: looks into one queue after the other, again and again without a pause, until all results are there."""

import multiprocessing


def _run(queue, function, name):
    try:
        queue.put((True, function(name)))
    except Exception as error:
        queue.put((False, error))


def run_crew(function, names):
    queues = {name: multiprocessing.SimpleQueue() for name in names}
    crew = [multiprocessing.Process(target=_run, args=(queues[name], function, name), name=name) for name in names]
    for process in crew:
        process.start()
    got = {}
    while len(got) < len(names):
        for name in names:
            if name not in got and not queues[name].empty():
                got[name] = queues[name].get()
    for process in crew:
        process.join()
    for queue in queues.values():
        queue.close()
    for name in names:
        well, what = got[name]
        if not well:
            raise what
    return {name: got[name][1] for name in names}
