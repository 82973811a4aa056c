"""A few threads serve many requests: what one request leaves behind, the next one must not find."""

import queue
import threading
from collections.abc import Callable


class _Context(threading.local):
    """What a thread knows about the request that it serves. The class attribute is what a new thread begins with."""

    user: str | None = None


_context = _Context()


def current_user() -> str | None:
    """Return the user of the request that the calling thread serves right now."""
    return _context.user


def serve(requests: list[str | None], handle: Callable[[], object], threads: int) -> list[Exception]:
    """Serve all requests with so many threads; return the exceptions that `handle` raised."""
    waiting: queue.SimpleQueue[str | None] = queue.SimpleQueue()
    for user in requests:
        waiting.put(user)
    errors: list[Exception] = []

    def clerk() -> None:
        while True:
            try:
                user = waiting.get_nowait()
            except queue.Empty:
                return
            _context.user = user  # always, also if it is None: the thread has served others before
            try:
                handle()
            except Exception as error:  # noqa: BLE001 - whatever it was, it is this request's failure
                errors.append(error)
            finally:
                _context.user = None

    clerks = [threading.Thread(target=clerk) for _ in range(threads)]
    for thread in clerks:
        thread.start()
    for thread in clerks:
        thread.join()
    return errors
