"""Right: os.walk, shutil, and the pool of concurrent.futures."""

import os
import shutil
import time
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path


def copy_file(source, target):
    shutil.copyfile(source, target)


def refuse(error):
    raise error


def plan(source, target):
    jobs = []
    for folder, _, names in os.walk(source, onerror=refuse):
        there = Path(target) / os.path.relpath(folder, source)
        there.mkdir(parents=True, exist_ok=True)
        jobs += [(Path(folder) / name, there / name) for name in names]
    return sorted(jobs)


def first_failure(calls):
    failure = None
    for call in calls:
        try:
            call()
        except Exception as error:
            failure = failure or error
    if failure is not None:
        raise failure


def copy_one_by_one(source, target, copy=copy_file):
    first_failure(lambda job=job: copy(*job) for job in plan(source, target))


def copy_in_pool(source, target, workers, copy=copy_file):
    jobs = plan(source, target)
    with ProcessPoolExecutor(workers) as executor:
        futures = [executor.submit(copy, *job) for job in jobs]
        first_failure(future.result for future in futures)


def compare(source, folder, workers, copy=copy_file):
    def seconds(function, *arguments):
        begun = time.monotonic()
        function(*arguments, copy)
        return time.monotonic() - begun

    return seconds(copy_one_by_one, source, folder / "one by one"), seconds(
        copy_in_pool, source, folder / "in pool", workers
    )
