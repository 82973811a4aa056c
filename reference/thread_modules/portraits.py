"""What threads of one program have in common, and what not."""

import os
import threading
from typing import Any


def _portrait() -> dict[str, Any]:
    """Describe the thread that calls this."""
    me = threading.current_thread()
    return {
        "process": os.getpid(),
        "number": threading.get_ident(),
        "name": me.name,
        "is_main": me is threading.main_thread(),
    }


def portraits(count: int) -> list[dict[str, Any]]:
    """Let so many threads describe themselves; return the portrait of the calling thread, and then theirs."""
    pictures: list[dict[str, Any]] = [{} for _ in range(count)]
    everybody = threading.Barrier(max(1, count))

    def sit(place: int) -> None:
        pictures[place] = _portrait()
        everybody.wait()  # the number of a thread that has ended may be given to the next one

    models = [threading.Thread(target=sit, args=(place,), name=f"model {place + 1}") for place in range(count)]
    for model in models:
        model.start()
    for model in models:
        model.join()
    return [_portrait(), *pictures]
