"""Copy the files of a folder: one after the other, or with a pool; and compare how long that takes."""

import os
import sys
import time
import tracemalloc
from functools import partial

import pytest

import checks

pytestmark = pytest.mark.real

MEBIBYTE = 1 << 20
NO_FAILURE = "no exception"
FILES = {
    "letter.txt": b"Dear Ann,\r\n\xe4\x00\xff",
    "empty": b"",
    "large.bin": bytes(range(256)) * 4100 + b"the end",  # a little over 1 MiB
    "deep/in/a/folder/letter.txt": b"another one of the same name",
    "deep/letter.txt": b"and one more",
}
FOLDERS = ["nothing in here", "deep/nothing in there"]


@pytest.fixture
def source(tmp_path):
    """A folder with files of all kinds."""
    source = tmp_path / "source"
    return build(source, FILES, FOLDERS)


@pytest.fixture
def spans(tmp_path):
    """What the processes write down."""
    folder = tmp_path / "spans"
    folder.mkdir()
    return checks.ProcessSpans(folder)


def build(folder, files, folders=()):
    """Make a folder with these files and folders, and return it."""
    folder.mkdir()
    for name in folders:
        (folder / name).mkdir(parents=True)
    for name, content in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    return folder


def tree(folder):
    """Return what is in a folder: for each name what the file holds, or None for a folder."""
    return {
        path.relative_to(folder).as_posix(): None if path.is_dir() else path.read_bytes() for path in folder.rglob("*")
    }


def same(source, target):
    """Assert that *target* holds what *source* holds, and nothing else."""
    __tracebackhide__ = True
    assert target.is_dir(), f"there is no folder {target.name!r}"
    here, there = tree(target), tree(source)
    missing = sorted(set(there) - set(here))
    assert not missing, f"not copied: {', '.join(missing)}"
    added = sorted(set(here) - set(there))
    assert not added, f"nobody asked for: {', '.join(added)}"
    for name, content in there.items():
        if here[name] != content:
            sizes = f"{size(content)} in the source, {size(here[name])} in the copy"
            raise AssertionError(f"the copy of {name!r} is not the same: {sizes}")


def size(content):
    """Say how large a file is."""
    return "a folder" if content is None else f"{len(content)} bytes"


def both_ways(kata):
    """Return the two ways of copying, under their names."""
    return {"one by one": kata.copy_one_by_one, "in pool": partial(copy_in_pool, kata)}


def copy_in_pool(kata, source, target, *copy):
    """Copy with two workers."""
    kata.copy_in_pool(source, target, 2, *copy)


ways = pytest.mark.parametrize("way", ["one by one", "in pool"])


def test_one_file(kata, tmp_path, source):
    """Byte for byte, and large ones too."""
    for name, content in FILES.items():
        kata.copy_file(source / name, tmp_path / "copy")
        assert (tmp_path / "copy").read_bytes() == content, f"the copy of {name!r} is not the same"


def test_one_file_that_is_larger_than_the_memory(kata, tmp_path):
    """16 MiB, to keep it short: at no time more than a quarter of it is in the memory."""
    with (tmp_path / "huge").open("wb") as file:
        file.truncate(16 * MEBIBYTE)
    tracemalloc.start()
    kata.copy_file(tmp_path / "huge", tmp_path / "copy")
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert (tmp_path / "copy").stat().st_size == 16 * MEBIBYTE
    assert most <= 4 * MEBIBYTE, f"of 16 MiB, {most / MEBIBYTE:.0f} MiB were in the memory at the same time"


@ways
def test_everything_is_copied(kata, tmp_path, source, way):
    """Names and bytes are the same: nested folders, empty ones, empty files and large ones."""
    both_ways(kata)[way](source, tmp_path / "new" / "target")
    same(source, tmp_path / "new" / "target")


@ways
def test_what_is_there_already(kata, tmp_path, source, way):
    """A file of the same name is replaced, any other one stays."""
    target = build(tmp_path / "target", {"letter.txt": b"a much longer letter, from long ago", "mine": b"keep"})
    both_ways(kata)[way](source, target)
    assert tree(target).get("mine") == b"keep", "there was another file in the target, and it is gone, or changed"
    (target / "mine").unlink()
    same(source, target)


@ways
def test_an_empty_folder(kata, tmp_path, way):
    """Its copy is an empty folder."""
    source = build(tmp_path / "source", {})
    both_ways(kata)[way](source, tmp_path / "target")
    same(source, tmp_path / "target")


@ways
def test_no_such_folder(kata, tmp_path, way):
    """It is not taken for an empty one."""
    nowhere = tmp_path / "nowhere"
    checks.refuses(
        FileNotFoundError, lambda: both_ways(kata)[way](nowhere, tmp_path / "target"), "a folder that is not there"
    )
    assert not (tmp_path / "target").exists(), "there was nothing to copy, and a folder was made"


def copy_or_fail(spans, source, target):
    """Copy one file, or fail."""
    with spans.inside(f"copying {source.name}"):
        if source.name.startswith("bad"):
            raise OSError(f"cannot read {source.name}")
        target.write_bytes(source.read_bytes())


def failure_of(call):
    """Return the text of the OSError that a call raises."""
    try:
        call()
    except OSError as failure:
        return str(failure)
    return NO_FAILURE


@ways
def test_a_file_that_cannot_be_copied(kata, tmp_path, spans, way):
    """It is told; the others are there all the same."""
    source = build(tmp_path / "source", {"a": b"1", "bad": b"2", "c/d": b"3"})
    came = failure_of(lambda: both_ways(kata)[way](source, tmp_path / "target", partial(copy_or_fail, spans)))
    assert came == "cannot read bad", f"the file 'bad' could not be copied, and out came: {came}"
    checks.everybody_left(spans, "copying a", "copying bad", "copying d")
    checks.all_joined()


@ways
def test_two_files_that_cannot_be_copied(kata, tmp_path, spans, way):
    """The first one is told, in alphabetical order."""
    source = build(tmp_path / "source", {"bad 3": b"", "bad 1": b"", "bad 2": b"", "good": b""})
    came = failure_of(lambda: both_ways(kata)[way](source, tmp_path / "target", partial(copy_or_fail, spans)))
    assert came == "cannot read bad 1", (
        f"the files 'bad 1', 'bad 2' and 'bad 3' could not be copied, and out came: {came}"
    )


@ways
def test_a_real_failure(kata, tmp_path, way):
    """Where the copy should go there is a folder of that name: it cannot be written, and that is told."""
    source = build(tmp_path / "source", {"letter": b"Dear Ann", "song": b"la la"})
    target = build(tmp_path / "target", {}, ["letter"])
    came = failure_of(lambda: both_ways(kata)[way](source, target))
    assert came != NO_FAILURE, "'letter' could not be copied, since there is a folder of that name, and nobody was told"
    assert tree(target).get("song") == b"la la", "'song' could be copied, and was not"


def copy_together(spans, source, target):
    """Copy one file, while another one is copied."""
    with spans.inside(f"copying {source.name}"):
        spans.meet(2)
        target.write_bytes(source.read_bytes())


def copy_and_tell(spans, source, target):
    """Copy one file, and tell who does it."""
    with spans.inside(f"copying {source.name}"):
        target.write_bytes(source.read_bytes())


def test_the_workers_copy_at_the_same_time(kata, tmp_path, spans):
    """Two files that wait for each other."""
    source = build(tmp_path / "source", {"a": b"1", "b": b"2", "c": b"3"})
    kata.copy_in_pool(source, tmp_path / "target", 2, partial(copy_together, spans))
    same(source, tmp_path / "target")
    checks.everybody_left(spans, "copying a", "copying b", "copying c")


def test_the_workers_copy_and_nobody_else(kata, tmp_path, spans):
    """Each file is copied once, by one of two processes, and this process is none of them."""
    names = [f"file {number}" for number in range(8)]
    source = build(tmp_path / "source", dict.fromkeys(names, b""))
    kata.copy_in_pool(source, tmp_path / "target", 2, partial(copy_and_tell, spans))
    copying = [f"copying {name}" for name in names]
    checks.everybody_left(spans, *copying)
    checks.ran_elsewhere(spans, *copying)
    checks.at_most_processes(spans, 2)
    checks.all_joined()


def test_this_process_does_not_even_open_a_file(kata, tmp_path, source):
    """Only the workers do, when the files are copied with copy_file."""
    opened = []

    def watch(event, arguments):
        if event == "open" and str(arguments[0]).startswith(str(source)) and os.getpid() == here:
            opened.append(os.path.relpath(arguments[0], source))

    here = os.getpid()
    sys.addaudithook(watch)
    kata.copy_in_pool(source, tmp_path / "target", 2)
    if opened:
        raise AssertionError(f"the process that called your code opened {opened[0]!r} itself")
    same(source, tmp_path / "target")


def test_one_by_one_means_here(kata, tmp_path, spans):
    """No other process has anything to do with it."""
    source = build(tmp_path / "source", {"a": b"1", "b/c": b"2"})
    kata.copy_one_by_one(source, tmp_path / "target", partial(copy_and_tell, spans))
    checks.everybody_left(spans, "copying a", "copying c")
    assert spans.pids() == [os.getpid()], "copying one by one is to be done in the process that called"


#: Seconds that a copy takes at least, by the name of the folder that it goes to; longer than it takes to make a pool.
SLOW = {"one by one": 0.05, "in pool": 0.4}


def copy_slowly(source, target):
    """Copy one file; take some time for it."""
    time.sleep(next(SLOW[part] for part in target.parts if part in SLOW))
    target.write_bytes(source.read_bytes())


def test_compare(kata, tmp_path):
    """Both copies are there, and the times are not shorter than the copying takes."""
    source = build(tmp_path / "source", {name: name.encode() for name in ("a", "b/c", "d")})
    one_by_one, in_pool = kata.compare(source, tmp_path / "copies", 3, copy_slowly)
    same(source, tmp_path / "copies" / "one by one")
    same(source, tmp_path / "copies" / "in pool")
    slow, slower = 3 * SLOW["one by one"], SLOW["in pool"]
    assert one_by_one >= slow, f"it took {slow:.2f} seconds at least; the clock was stopped before all was copied"
    assert in_pool >= slower, f"it took {slower:.2f} seconds at least; the clock was stopped before all was copied"


def test_compare_needs_nothing_more(kata, tmp_path, source):
    """With copy_file, as everybody would call it."""
    times = kata.compare(source, tmp_path / "copies", 2)
    assert len(times) == 2
    for name in ("one by one", "in pool"):
        same(source, tmp_path / "copies" / name)
