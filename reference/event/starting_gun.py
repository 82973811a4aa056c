"""Nobody runs before the gun."""

import threading
from collections.abc import Callable


def start_together(runners: list[Callable[[], object]], get_ready: Callable[[], object]) -> None:
    """Let all *runners* begin after one signal, and return when the last one has finished."""
    gun = threading.Event()  # a new one for each race: a gun that has gone off stays so

    def run(runner: Callable[[], object]) -> None:
        gun.wait()
        runner()

    threads = [threading.Thread(target=run, args=(runner,)) for runner in runners]
    for thread in threads:
        thread.start()
    get_ready()
    gun.set()
    for thread in threads:
        thread.join()
