"""A pool of threads, and the sum of its results."""

from concurrent.futures import ThreadPoolExecutor


def total_of(work, items):
    if not items:
        return 0
    with ThreadPoolExecutor(max_workers=len(items)) as pool:
        return sum(pool.map(work, items))
