"""Every exception is taken for a page that cannot be read."""

from concurrent.futures import FIRST_COMPLETED, ThreadPoolExecutor, wait


def crawl(start, links_of, workers):
    reached = {start}
    with ThreadPoolExecutor(workers) as pool:
        pending = {pool.submit(links_of, start)}
        while pending:
            done, pending = wait(pending, return_when=FIRST_COMPLETED)
            for future in done:
                if future.exception():
                    continue
                for link in future.result():
                    if link not in reached:
                        reached.add(link)
                        pending.add(pool.submit(links_of, link))
    return reached
