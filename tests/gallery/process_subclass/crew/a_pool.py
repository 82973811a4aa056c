"""Wrong: a pool runs the functions, and its processes have names of their own, and serve several."""

from concurrent.futures import ProcessPoolExecutor


def run_crew(function, names):
    with ProcessPoolExecutor(4) as pool:
        return dict(zip(names, pool.map(function, names)))
