"""Wrong: each process fills its own copy of the dictionary."""

import multiprocessing


def run_crew(function, names):
    results = {}

    def work(n):
        results[n] = function(n)

    ps = [multiprocessing.Process(target=work, args=(n,)) for n in names]
    for p in ps:
        p.start()
    for p in ps:
        p.join()
    return results
