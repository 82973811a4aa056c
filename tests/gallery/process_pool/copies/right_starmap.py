"""Right: starmap over a function that returns failures, and the same function for both ways."""

import shutil
import time
from functools import partial
from multiprocessing import Pool


def copy_file(source, target):
    with source.open("rb") as old, target.open("wb") as new:
        shutil.copyfileobj(old, new, 65536)


def attempt(copy, file, its_copy):
    try:
        copy(file, its_copy)
    except Exception as error:
        return error


def copy_with(starmap, source, target, copy):
    source.stat()
    target.mkdir(parents=True, exist_ok=True)
    entries = sorted(source.glob("**/*"))
    for folder in filter(lambda entry: entry.is_dir(), entries):
        (target / folder.relative_to(source)).mkdir(exist_ok=True)
    files = [(entry, target / entry.relative_to(source)) for entry in entries if entry.is_file()]
    for failure in filter(None, starmap(partial(attempt, copy), files)):
        raise failure


def copy_one_by_one(source, target, copy=copy_file):
    copy_with(lambda function, files: [function(*file) for file in files], source, target, copy)


def copy_in_pool(source, target, workers, copy=copy_file):
    pool = Pool(workers)
    try:
        copy_with(partial(pool.starmap, chunksize=1), source, target, copy)
    finally:
        pool.close()
        pool.join()


def compare(source, folder, workers, copy=copy_file):
    begun = time.time()
    copy_one_by_one(source, folder / "one by one", copy)
    half = time.time()
    copy_in_pool(source, folder / "in pool", workers, copy)
    end = time.time()
    return half - begun, end - half
