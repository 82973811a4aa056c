"""Several tasks, each with its own period, in one process and one thread."""

import time
from collections.abc import Callable


def keep_timetable(periods: dict[str, float], seconds: float, do: Callable[[str], object]) -> None:
    """Call `do(name)` for each name again and again, every `periods[name]` seconds, for so many seconds altogether."""
    begin = time.monotonic()
    rounds = dict.fromkeys(periods, 0)

    def due(name: str) -> float:
        # From the number of rounds: whoever adds up the sleeps gets later and later.
        return rounds[name] * periods[name]

    while periods:
        name = min(periods, key=due)  # of several, the first
        if due(name) >= seconds:
            return
        time.sleep(max(0, begin + due(name) - time.monotonic()))
        do(name)
        rounds[name] += 1
