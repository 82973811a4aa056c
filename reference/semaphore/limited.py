"""Many jobs, but only a few of them at the same time."""

import threading
from collections.abc import Callable


def run_limited(jobs: list[Callable[[], object]], limit: int) -> list[Exception]:
    """Run all jobs in threads, at most *limit* of them at the same time, and return the exceptions that they raised."""
    slots = threading.Semaphore(limit)
    errors: list[Exception] = []

    def run(job: Callable[[], object]) -> None:
        with slots:  # gives the slot back on every way out of the block
            try:
                job()
            except Exception as error:  # noqa: BLE001 - a job may raise anything, and the caller is told
                errors.append(error)

    threads = [threading.Thread(target=run, args=(job,)) for job in jobs]
    for thread in threads:
        thread.start()
    for thread in threads:  # a loop of its own: joined right after its start, each thread would run alone
        thread.join()
    return errors
