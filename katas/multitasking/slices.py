"""Deal out time slices, as the operating system does."""


def deal_out(needs: dict[str, int], cores: int, time_slice: int) -> list[tuple[str, int, int, int]]:
    """Return who is at work when and where: `(task, start, end, core)`, in the order of the starts.

    needs: for each task how many milliseconds of a core it needs.
    cores: how many cores there are, 1 or more; they are called 0, 1, 2, ...
    time_slice: for how many milliseconds a task keeps a core at most. Then it stands at the end of the line, behind
        those who were waiting.

    All tasks stand in line from time 0 on, in the order of *needs*. No core idles while somebody waits. A task runs
    on one core at a time, on whichever is free, and each of its spans is at most as long as a slice.
    """
    raise NotImplementedError
