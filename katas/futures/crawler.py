"""Follow links with a pool whose tasks make new tasks."""

from collections.abc import Callable


def crawl(start: str, links_of: Callable[[str], list[str]], workers: int) -> set[str]:
    """Return all pages that can be reached from a page by following links, that page included.

    links_of: returns the pages that a page links to. It takes long, so it is called in the threads of a pool: never in
        more than *workers* at the same time, and in as many as there are pages to look at. It is called once for each
        page. If it raises OSError, the page cannot be read: it was reached, and it leads nowhere.

    Pages may link to each other in circles, and two pages to the same third one. However few workers there are, and
    however long the way to the last page is, `crawl` comes to an end; then its threads have ended, too.
    """
    raise NotImplementedError
