"""Call a function for many items at the same time."""

import threading
from collections.abc import Callable
from typing import Any


def map_in_threads(function: Callable[[Any], Any], items: list[Any]) -> list[Any]:
    """Return `[function(item) for item in items]`, with all the calls at the same time."""
    results: list[Any] = [None] * len(items)
    errors: dict[int, Exception] = {}

    def call(place: int) -> None:
        try:
            results[place] = function(items[place])
        except Exception as error:  # noqa: BLE001 - it must not end here, where nobody sees it
            errors[place] = error

    threads = [threading.Thread(target=call, args=(place,)) for place in range(len(items))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if errors:
        raise errors[min(errors)]
    return results
