"""Wrong: as in the document: reads the whole file, however large it is."""

import time
from multiprocessing import Pool


def copy_file(source, target):
    with open(source, "rb") as old, open(target, "wb") as new:
        new.write(old.read())


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
