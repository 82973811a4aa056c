"""Tasks submit tasks and do not wait for them; the caller waits until the count is zero."""

import threading
from concurrent.futures import ThreadPoolExecutor


def crawl(start, links_of, workers):
    changed = threading.Condition()
    reached, mistakes = {start}, []
    open_pages = 1
    with ThreadPoolExecutor(workers) as pool:

        def visit(page):
            nonlocal open_pages
            links = []
            try:
                links = links_of(page)
            except OSError:
                pass
            except Exception as error:
                mistakes.append(error)
            with changed:
                new = [link for link in dict.fromkeys(links) if link not in reached]
                reached.update(new)
                open_pages += len(new) - 1
                changed.notify()
                for link in new:
                    pool.submit(visit, link)

        pool.submit(visit, start)
        with changed:
            changed.wait_for(lambda: open_pages == 0)
    if mistakes:
        raise mistakes[0]
    return reached
