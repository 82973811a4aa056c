"""A task submits tasks for the links and waits for them: the worker that could do them is the one that waits."""

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
            futures = []
            for link in links:
                with lock:
                    if link in reached:
                        continue
                    reached.add(link)
                futures.append(pool.submit(visit, link))
            for future in futures:
                future.result()

        pool.submit(visit, start).result()
    return reached
