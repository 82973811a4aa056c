"""The block ends when the first page was submitted; then the pool takes nothing any more."""

import threading
from concurrent.futures import ThreadPoolExecutor


def crawl(start, links_of, workers):
    reached = {start}
    lock = threading.Lock()
    with ThreadPoolExecutor(workers) as pool:

        def visit(page):
            try:
                links = links_of(page)
            except OSError:
                return
            for link in links:
                with lock:
                    if link in reached:
                        continue
                    reached.add(link)
                pool.submit(visit, link)

        pool.submit(visit, start)
    return reached
