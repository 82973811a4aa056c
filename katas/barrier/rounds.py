"""Work in rounds: nobody begins the next one before everybody has finished this one."""

from collections.abc import Callable


def run_rounds(workers: list[Callable[[int], object]], rounds: int, between: Callable[[int], object]) -> None:
    """Let all workers work in threads, round by round, and return when the last round is over.

    In round 0 each worker is called as `worker(0)`, all of them at the same time. When the last one has finished,
    `between(0)` is called, once, while nobody works. Then comes round 1, and so on.

    workers: one or more callables; their argument is the number of the round.
    rounds: how many rounds there are, 0 or more.
    between: called after each round, also after the last one, with the number of the round that is over.
    """
    raise NotImplementedError
