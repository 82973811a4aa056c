"""Wrong: joins all before it reads the queue, and a large result waits in the queue for a reader."""

from multiprocessing import Process, Queue


def work(queue, function, name):
    try:
        queue.put((name, function(name), None))
    except Exception as error:
        queue.put((name, None, error))


def run_crew(function, names):
    queue = Queue()
    crew = [Process(target=work, args=(queue, function, name), name=name) for name in names]
    for p in crew:
        p.start()
    for p in crew:
        p.join()
    answers = {name: (value, error) for name, value, error in (queue.get() for _ in crew)}
    results = {}
    for name in names:
        value, error = answers[name]
        if error:
            raise error
        results[name] = value
    return results
