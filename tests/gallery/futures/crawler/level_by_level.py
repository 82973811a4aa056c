"""map over one level after the other: the slowest page of a level holds up all the others."""

from concurrent.futures import ThreadPoolExecutor


def crawl(start, links_of, workers):
    def careful(page):
        try:
            return links_of(page)
        except OSError:
            return []

    reached, level = {start}, [start]
    with ThreadPoolExecutor(workers) as pool:
        while level:
            following = []
            for links in pool.map(careful, level):
                for link in links:
                    if link not in reached:
                        reached.add(link)
                        following.append(link)
            level = following
    return reached
