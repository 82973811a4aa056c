"""Some threads with names, that work and tell about it."""

import threading
from collections.abc import Callable


def work_together(names: list[str], work: Callable[[str], object]) -> None:
    """Let a thread work for each name, all at the same time, and return when all have ended."""

    def run() -> None:
        name = threading.current_thread().name
        print(f"{name} begins")
        work(name)
        print(f"{name} ends")

    threads = [threading.Thread(target=run, name=name) for name in names]
    for thread in threads:
        thread.start()
    for thread in threads:  # only when all of them run: a join right after each start would let them run one by one
        thread.join()
    print("all have ended")
