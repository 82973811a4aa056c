"""Follow links with a pool whose tasks make new tasks.

No task waits for another one. Tasks only look at a page; what follows from it is decided by one thread, so what has
been reached needs no lock.
"""

from collections.abc import Callable
from concurrent.futures import FIRST_COMPLETED, ThreadPoolExecutor, wait


def crawl(start: str, links_of: Callable[[str], list[str]], workers: int) -> set[str]:
    """Return all pages that can be reached from *start*, looking at *workers* pages at the same time."""
    reached = {start}
    with ThreadPoolExecutor(workers) as pool:
        pending = {pool.submit(links_of, start)}
        while pending:
            done, pending = wait(pending, return_when=FIRST_COMPLETED)
            for future in done:
                links = [] if isinstance(future.exception(), OSError) else future.result()
                new = set(links) - reached
                reached |= new
                pending |= {pool.submit(links_of, page) for page in new}
    return reached
