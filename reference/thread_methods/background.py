"""A thread that keeps the program alive, or one that does not."""

import threading
from collections.abc import Callable


def start_thread(action: Callable[[], object], name: str, *, background: bool) -> threading.Thread:
    """Start a thread that calls `action()`, and return it."""
    # Always said: without a word a thread is what the thread is that makes it.
    thread = threading.Thread(target=action, name=name, daemon=background)
    thread.start()
    return thread
