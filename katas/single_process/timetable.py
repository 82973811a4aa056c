"""Several tasks, each with its own period, in one process and one thread."""

from collections.abc import Callable


def keep_timetable(periods: dict[str, float], seconds: float, do: Callable[[str], object]) -> None:
    """Call `do(name)` for each name again and again, every `periods[name]` seconds, for so many seconds altogether.

    All of them are due at once in the beginning; then after their period, after two periods, and so on, counted from
    the beginning. What is due at the end, after *seconds* exactly, is not done any more. Those that are due at the
    same time are done in the order in which they stand in *periods*. If `do` takes so long that something is late, it
    is done as soon as possible, and none is left out.

    Return when nothing more will be due. Meanwhile sleep (`time.sleep`) until the next one is due: who looks at the
    clock all the time keeps a processor busy with nothing.
    """
    raise NotImplementedError
