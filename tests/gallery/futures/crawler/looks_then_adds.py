"""The tasks ask whether a page is new, and add it in a second step."""

from concurrent.futures import ThreadPoolExecutor, wait


def crawl(start, links_of, workers):
    reached = []
    pool = ThreadPoolExecutor(workers)
    futures = []

    def visit(page):
        if page in reached:
            return
        reached.append(page)
        try:
            links = links_of(page)
        except OSError:
            return
        for link in links:
            futures.append(pool.submit(visit, link))

    futures.append(pool.submit(visit, start))
    while not all(future.done() for future in list(futures)):
        wait(list(futures))
    for future in futures:
        future.result()
    pool.shutdown()
    return set(reached)
