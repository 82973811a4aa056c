"""Work in rounds: nobody begins the next one before everybody has finished this one."""

import threading
from collections.abc import Callable


def run_rounds(workers: list[Callable[[int], object]], rounds: int, between: Callable[[int], object]) -> None:
    """Let all workers work in threads, round by round, and return when the last round is over."""
    numbers = iter(range(rounds))

    def finish_round() -> None:
        between(next(numbers))

    # The action runs once a round, in the last thread to come, before anybody is let go.
    end_of_round = threading.Barrier(len(workers), action=finish_round)

    def run(worker: Callable[[int], object]) -> None:
        for number in range(rounds):
            worker(number)
            end_of_round.wait()

    threads = [threading.Thread(target=run, args=(worker,)) for worker in workers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
