"""Wrong: a pool: which of its processes looks has nothing to do with which made the change."""

from multiprocessing import Pool


def look_around(changes, look):
    with Pool(len(changes)) as pool:
        for r in [pool.apply_async(c) for c in changes]:
            r.get()
        seen = [pool.apply(look) for _ in changes]
    return seen + [look()]
