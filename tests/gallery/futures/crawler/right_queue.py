"""Callbacks bring each page that was read to the caller, through a queue."""

import queue
from concurrent.futures import ThreadPoolExecutor


def crawl(start, links_of, workers):
    read = queue.Queue()
    reached = {start}
    with ThreadPoolExecutor(workers) as pool:
        pool.submit(links_of, start).add_done_callback(read.put)
        open_pages = 1
        while open_pages:
            future = read.get()
            open_pages -= 1
            try:
                links = future.result()
            except OSError:
                continue
            for link in links:
                if link not in reached:
                    reached.add(link)
                    pool.submit(links_of, link).add_done_callback(read.put)
                    open_pages += 1
    return reached
