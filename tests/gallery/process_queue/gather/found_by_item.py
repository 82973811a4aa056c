"""Wrong: finds the results by their items, as if no two were equal and each could be a key."""

from multiprocessing import Process, Queue


def work(q, f, x):
    q.put((x, f(x)))


def gather(function, items):
    q = Queue()
    ps = [Process(target=work, args=(q, function, x)) for x in items]
    for p in ps:
        p.start()
    d = dict(q.get() for _ in ps)
    for p in ps:
        p.join()
    return [d[x] for x in items]
