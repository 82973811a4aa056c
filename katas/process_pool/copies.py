"""Copy the files of a folder: one after the other, or with a pool; and compare how long that takes."""

from collections.abc import Callable
from pathlib import Path


def copy_file(source: Path, target: Path) -> None:
    """Copy what stands in the file *source* into the file *target*, which is made, or replaced if it is there.

    Files may be larger than the memory: do not read the whole file at once.
    """
    raise NotImplementedError


def copy_one_by_one(source: Path, target: Path, copy: Callable[[Path, Path], object] = copy_file) -> None:
    """Copy the folder *source* with all that is in it, however deep, to *target*: files and folders, empty ones too.

    source: the folder. If there is none, raise a FileNotFoundError, and make nothing.
    target: where everything is to be found afterwards under the same names. It need not be there, and neither need the
        folder that it is in. What else lies there stays.
    copy: is called for each file, with the path of the file and the path of its copy. The folder of the copy is there
        when it is called.

    A file whose copying fails does not keep the others from being copied. When everything is over, the exception of the
    first such file is raised, in alphabetical order of the paths.
    """
    raise NotImplementedError


def copy_in_pool(source: Path, target: Path, workers: int, copy: Callable[[Path, Path], object] = copy_file) -> None:
    """Do the same with a pool of *workers* processes, which copy the files at the same time, one file each.

    When this function returns or raises, the processes of the pool have ended.
    """
    raise NotImplementedError


def compare(
    source: Path, folder: Path, workers: int, copy: Callable[[Path, Path], object] = copy_file
) -> tuple[float, float]:
    """Copy *source* both ways, and return the seconds that either took, until everything was there.

    The copies are to be found in the folders "one by one" and "in pool" in *folder*. The time of the first copy is
    returned first. It includes all that it takes: a pool has to be made, too, and put away.
    """
    raise NotImplementedError
