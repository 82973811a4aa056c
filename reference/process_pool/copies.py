"""Copy the files of a folder: one after the other, or with a pool; and compare how long that takes."""

import time
from collections.abc import Callable
from multiprocessing import Pool
from pathlib import Path

BLOCK = 1 << 20  # bytes


def copy_file(source: Path, target: Path) -> None:
    """Copy what stands in the file *source* into the file *target*."""
    with source.open("rb") as old, target.open("wb") as new:
        while block := old.read(BLOCK):
            new.write(block)


def copy_one_by_one(source: Path, target: Path, copy: Callable[[Path, Path], object] = copy_file) -> None:
    """Copy the folder *source* with all that is in it to *target*."""
    failures = []
    for pair in _make_folders(source, target):
        try:
            copy(*pair)
        except Exception as failure:  # noqa: BLE001 - whatever it was, the others are copied first
            failures.append(failure)
    if failures:
        raise failures[0]


def copy_in_pool(source: Path, target: Path, workers: int, copy: Callable[[Path, Path], object] = copy_file) -> None:
    """Do the same with a pool of *workers* processes."""
    pairs = _make_folders(source, target)  # here: two workers that need the same folder would be in each other's way
    with Pool(workers) as pool:
        tasks = [pool.apply_async(copy, pair) for pair in pairs]  # the function and its arguments, not a call of it
        pool.close()
        pool.join()
    for task in tasks:
        task.get()  # returns nothing, but raises what went wrong


def compare(
    source: Path, folder: Path, workers: int, copy: Callable[[Path, Path], object] = copy_file
) -> tuple[float, float]:
    """Copy *source* both ways, and return the seconds that either took."""
    begun = time.perf_counter()
    copy_one_by_one(source, folder / "one by one", copy)
    half = time.perf_counter()
    copy_in_pool(source, folder / "in pool", workers, copy)
    return half - begun, time.perf_counter() - half


def _make_folders(source: Path, target: Path) -> list[tuple[Path, Path]]:
    """Make all folders of the copy; return the files, each with the path of its copy, in alphabetical order."""
    if not source.is_dir():
        raise FileNotFoundError(f"there is no folder {str(source)!r} to copy")  # `rglob` would only find nothing
    target.mkdir(parents=True, exist_ok=True)
    pairs = []
    for path in sorted(source.rglob("*")):
        copy = target / path.relative_to(source)
        if path.is_dir():
            copy.mkdir(exist_ok=True)
        else:
            pairs.append((path, copy))
    return pairs
