"""Make threads lose updates, every time and without luck."""

from typing import Any


def lose_updates(counter: Any, threads: int) -> None:
    """Let *threads* threads increment the counter once each, so that only one increment is left of all.

    counter: an object with a `value`, 0 at first, and a method that adds 1 to it as every program does:

        def increment(self):
            seen = self.value
            if self.between is not None:
                self.between()
            self.value = seen + 1

        `counter.between` is None. Whatever function you put there is called, without arguments, by every thread that
        increments, after it has read and before it writes. That is your chance.
    threads: how many threads you start, 1 or more. Each calls `counter.increment()` once.

    Return when all threads have ended. Then `counter.value` is 1, however the threads were scheduled.
    """
    raise NotImplementedError
