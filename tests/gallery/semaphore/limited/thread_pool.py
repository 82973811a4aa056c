"""Right: a pool of as many threads as may run."""

from concurrent.futures import ThreadPoolExecutor


def run_limited(jobs, limit):
    with ThreadPoolExecutor(max_workers=limit) as pool:
        futures = [pool.submit(job) for job in jobs]
    return [future.exception() for future in futures if future.exception() is not None]
