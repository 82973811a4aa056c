"""Wrong: takes the results in the order in which they come, for the order of the names."""

from multiprocessing import Process, SimpleQueue


def work(queue, function, name):
    try:
        queue.put((function(name), None))
    except Exception as error:
        queue.put((None, error))


def run_crew(function, names):
    queue = SimpleQueue()
    crew = [Process(target=work, args=(queue, function, name), name=name) for name in names]
    for p in crew:
        p.start()
    answers = [queue.get() for _ in crew]
    for p in crew:
        p.join()
    for _, error in answers:
        if error:
            raise error
    return dict(zip(names, (value for value, _ in answers)))
