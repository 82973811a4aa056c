import threading

import pytest

import checks

pytestmark = pytest.mark.explore(schedules=60)


class Web:
    """Pages and their links, and who looked at them; the two that are `together` are looked at at the same time."""

    def __init__(self, pages, together=()):
        self.pages = {page: links.split() for page, links in pages.items()}
        self.together = together
        self.looking = checks.Spans()
        self.threads = []

    def links_of(self, page):
        """Return the pages that a page links to."""
        self.threads.append(threading.current_thread())
        with self.looking.inside(page):
            if page in self.together:
                self.looking.meet(2)
            checks.pause()
        if page not in self.pages:
            raise FileNotFoundError(page)
        return list(self.pages[page])

    def crawled(self, reached):
        """Assert that these pages were reached, and each was looked at once, by the pool."""
        checks.everybody_left(self.looking, *self.pages)
        checks.each_came_once(sorted(reached, key=repr), sorted(self.pages))
        assert threading.current_thread() not in self.threads, "looking at a page is for the pool, not for the caller"


def test_one_page(kata):
    """It links to nothing."""
    web = Web({"home": ""})
    web.crawled(kata.crawl("home", web.links_of, 1))


@pytest.mark.parametrize("workers", [1, 2])
def test_a_chain(kata, workers):
    """One page after the other, more of them than workers: nobody waits for ever."""
    web = Web({"home": "a", "a": "b", "b": "c", "c": ""})
    web.crawled(kata.crawl("home", web.links_of, workers))


@pytest.mark.explore(schedules=200)
@pytest.mark.parametrize("workers", [1, 2])
def test_a_circle_and_a_crossing(kata, workers):
    """Two ways lead to one page, and a way back home: each page is looked at once."""
    both = ["a", "b"] if workers > 1 else []
    web = Web({"home": "a b", "a": "end", "b": "end", "end": "home end"}, together=both)
    web.crawled(kata.crawl("home", web.links_of, workers))


def test_a_link_that_is_there_twice(kata):
    """It is one page all the same."""
    web = Web({"home": "a a", "a": ""})
    web.crawled(kata.crawl("home", web.links_of, 2))


def test_two_pages_are_looked_at_at_the_same_time(kata):
    """Two links, two workers: nobody waits for the first page before the second is begun."""
    looking = checks.Spans()

    def links_of(page):
        if page == "home":
            return ["a", "b"]
        with looking.inside(page):
            looking.meet(2)
        return []

    kata.crawl("home", links_of, 2)
    checks.overlaps(looking, "a", "b")


def test_pages_behind_the_first_do_not_wait_for_the_second(kata):
    """While one page takes long, the other worker goes on, level by level."""
    looking = checks.Spans()
    pages = {"home": ["slow", "quick"], "quick": ["next"], "next": [], "slow": []}

    def links_of(page):
        with looking.inside(page):
            if page == "slow":
                looking.stay_until_left("next")
        return pages[page]

    kata.crawl("home", links_of, 2)
    checks.leaves_before(looking, "next", "slow")


def test_not_more_than_so_many(kata):
    """Three pages are known at once, and two workers look at them."""
    web = Web({"home": "a b c", "a": "", "b": "", "c": ""})
    web.crawled(kata.crawl("home", web.links_of, 2))
    checks.at_most_together(web.looking, 2)


def test_a_page_that_cannot_be_read(kata):
    """It was reached, and the others are looked at all the same."""
    web = Web({"home": "broken a", "a": ""})
    reached = kata.crawl("home", web.links_of, 1)
    checks.each_came_once(sorted(reached, key=repr), ["a", "broken", "home"])


def test_a_mistake_in_links_of_is_not_hidden(kata):
    """Only OSError means that a page cannot be read; everything else comes out."""
    checks.refuses(ZeroDivisionError, lambda: kata.crawl("home", lambda _page: [1 // 0], 1), "a mistake in links_of")


@pytest.mark.explore(all_joined=True, schedules=300)
def test_the_threads_have_ended(kata):
    """When `crawl` returns, the threads of its pool are gone."""
    web = Web({"home": "a", "a": ""})
    kata.crawl("home", web.links_of, 1)
