"""Nobody runs before the gun."""

from collections.abc import Callable


def start_together(runners: list[Callable[[], object]], get_ready: Callable[[], object]) -> None:
    """Let all *runners* begin after one signal, and return when the last one has finished.

    Each runner gets a thread of its own, and all these threads are started. Then `get_ready()` is called, once, while
    they wait. Nobody runs before it has returned; after that, everybody does.

    runners: callables without arguments.
    get_ready: what is still to be done before the gun goes off.
    """
    raise NotImplementedError
