"""Right: a pool with a thread for each item; its futures keep results and exceptions."""

from concurrent.futures import ThreadPoolExecutor, wait


def map_in_threads(function, items):
    with ThreadPoolExecutor(max_workers=max(1, len(items))) as pool:
        futures = [pool.submit(function, item) for item in items]
        wait(futures)
    return [future.result() for future in futures]
