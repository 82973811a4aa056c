"""A pool, and result() directly after submit()."""

from concurrent.futures import ThreadPoolExecutor


def crawl(start, links_of, workers):
    reached, waiting = set(), [start]
    with ThreadPoolExecutor(workers) as pool:
        while waiting:
            page = waiting.pop()
            if page in reached:
                continue
            reached.add(page)
            try:
                waiting += pool.submit(links_of, page).result()
            except OSError:
                pass
    return reached
