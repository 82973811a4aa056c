"""A service that works until the system tells it to end."""

from collections.abc import Callable


def run_service(step: Callable[[], object], pause: float, tidy_up: Callable[[], object]) -> int:
    """Call *step*, wait for *pause* seconds, call *step* again, and so on, until SIGTERM or SIGINT comes.

    Called in the main thread of a process. A signal interrupts neither *step* nor *tidy_up*, but it does end the pause,
    however long that is; and what comes during a step means that there is no other one.

    Then call *tidy_up*, once, however many signals there are. Also if *step* raises; that exception goes on its way.

    Return the number of the signal, of the first one if there were several. Afterwards signals do what they did before
    the call.
    """
    raise NotImplementedError
