"""A few threads serve many requests: what one request leaves behind, the next one must not find."""

from collections.abc import Callable


def current_user() -> str | None:
    """Return the user of the request that the calling thread serves right now; None if it has none, or serves none."""
    raise NotImplementedError


def serve(requests: list[str | None], handle: Callable[[], object], threads: int) -> list[Exception]:
    """Serve all requests with so many threads, and return when they are served and these threads have ended.

    For each request `handle()` is called, once, in one of the threads. A thread serves one request after the other.
    `handle` gets no argument: it asks `current_user()`.

    requests: for each request the name of its user, or None for somebody who is not logged in.
    handle: may raise an exception; this request is served then, too.
    threads: how many there are, 1 or more.

    Return the exceptions that `handle` raised, in any order.
    """
    raise NotImplementedError
