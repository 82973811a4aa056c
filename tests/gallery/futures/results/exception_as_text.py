"""Gives back what the exception says, and not the exception."""

from concurrent.futures import ThreadPoolExecutor

def results_of(tasks, workers):
    with ThreadPoolExecutor(workers) as pool:
        futures = [pool.submit(t) for t in tasks]
        out = []
        for f in futures:
            try:
                out.append(f.result())
            except Exception as e:
                out.append(str(e))
        return out
