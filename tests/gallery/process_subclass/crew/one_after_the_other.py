"""Wrong: each is started and waited for, and then the next one."""

from multiprocessing import Process, SimpleQueue


def work(queue, function, name):
    try:
        queue.put((function(name), None))
    except Exception as error:
        queue.put((None, error))


def run_crew(function, names):
    queue = SimpleQueue()
    results = {}
    for name in names:
        p = Process(target=work, args=(queue, function, name), name=name)
        p.start()
        value, error = queue.get()
        p.join()
        if error:
            raise error
        results[name] = value
    return results
