"""Put and get with patience: for so long and no longer."""

import queue
from typing import Any


def offer(box: Any, item: object, seconds: float | None) -> bool:  # noqa: ANN401 - the class is generic only for the type checker
    """Put *item* into *box*, if there is room within *seconds*; return whether it was put."""
    try:
        box.put(item, timeout=seconds)
    except queue.Full:  # of the module queue: multiprocessing has no exceptions of its own for that
        return False
    return True


def take(box: Any, seconds: float | None, otherwise: object = None) -> object:  # noqa: ANN401 - as above
    """Get an item from *box*, or *otherwise* where none comes within *seconds*."""
    try:
        return box.get(timeout=seconds)
    except queue.Empty:
        return otherwise
