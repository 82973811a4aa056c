"""Wrong: a managed dictionary: the results come as they come, and exceptions not at all."""

import multiprocessing


def work(results, function, n):
    results[n] = function(n)


def run_crew(function, names):
    with multiprocessing.Manager() as m:
        results = m.dict()
        ps = [multiprocessing.Process(target=work, args=(results, function, n), name=n) for n in names]
        for p in ps:
            p.start()
        for p in ps:
            p.join()
        return dict(results)
