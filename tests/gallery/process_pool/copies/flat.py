"""Wrong: copies the files of the folder, and forgets what lies deeper."""

import shutil
import time
from multiprocessing import Pool


def copy_file(source, target):
    with open(source, "rb") as old, open(target, "wb") as new:
        shutil.copyfileobj(old, new)


def folders(source, target):
    target.mkdir(parents=True, exist_ok=True)
    return [(path, target / path.name) for path in sorted(source.iterdir()) if path.is_file()]


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
        tasks = [pool.apply_async(copy, pair) for pair in folders(source, target)]
        pool.close()
        pool.join()
    for task in tasks:
        task.get()


def compare(source, folder, workers, copy=copy_file):
    times = [time.perf_counter()]
    copy_one_by_one(source, folder / "one by one", copy)
    times.append(time.perf_counter())
    copy_in_pool(source, folder / "in pool", workers, copy)
    times.append(time.perf_counter())
    return times[1] - times[0], times[2] - times[1]
