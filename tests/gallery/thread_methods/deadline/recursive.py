"""Right: waits for the first one, and hands what is left of the time on to the others."""

from time import monotonic


def join_all(threads, seconds):
    if not threads:
        return []
    first, *others = threads
    begun = monotonic()
    first.join(timeout=seconds)
    left = join_all(others, max(0.0, seconds - (monotonic() - begun)))
    return [first, *left] if first.is_alive() else left
