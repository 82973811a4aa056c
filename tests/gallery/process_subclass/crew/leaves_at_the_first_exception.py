"""Wrong: raises the first exception while others are still at work."""

from multiprocessing import Pipe, Process


def work(there, function, name):
    try:
        there.send((function(name), None))
    except Exception as error:
        there.send((None, error))


def run_crew(function, names):
    crew = []
    for name in names:
        here, there = Pipe(duplex=False)
        p = Process(target=work, args=(there, function, name), name=name)
        p.start()
        crew.append((name, p, here))
    results = {}
    for name, p, here in crew:
        results[name], error = here.recv()
        if error:
            raise error
        p.join()
    return results
