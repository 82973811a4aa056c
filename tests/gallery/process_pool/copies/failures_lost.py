"""Wrong: nobody asks the tasks what came of them, so nobody hears of a file that was not copied."""

import shutil
import time
from multiprocessing import Pool


def copy_file(source, target):
    with open(source, "rb") as old, open(target, "wb") as new:
        shutil.copyfileobj(old, new)


def folders(source, target):
    if not source.is_dir():
        raise FileNotFoundError(source)
    target.mkdir(parents=True, exist_ok=True)
    pairs = []
    for path in sorted(source.rglob("*")):
        if path.is_dir():
            (target / path.relative_to(source)).mkdir(exist_ok=True)
        else:
            pairs.append((path, target / path.relative_to(source)))
    return pairs


def copy_one_by_one(source, target, copy=copy_file):
    failures = []
    for pair in folders(source, target):
        try:
            copy(*pair)
        except OSError as error:
            failures.append(error)
    if failures:
        raise failures[0]


def copy_in_pool(source, target, workers, copy=copy_file):
    with Pool(workers) as pool:
        for pair in folders(source, target):
            pool.apply_async(copy, pair)
        pool.close()
        pool.join()


def compare(source, folder, workers, copy=copy_file):
    times = [time.perf_counter()]
    copy_one_by_one(source, folder / "one by one", copy)
    times.append(time.perf_counter())
    copy_in_pool(source, folder / "in pool", workers, copy)
    times.append(time.perf_counter())
    return times[1] - times[0], times[2] - times[1]
