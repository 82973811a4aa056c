"""What `work_in_place` has to do."""

import os
from functools import partial
from itertools import groupby

import pytest

import checks

pytestmark = pytest.mark.real


def double(part):
    """Double each byte."""
    for place, number in enumerate(part):
        part[place] = 2 * number


def write_length(part):
    """Write into each byte how long the part is."""
    part[:] = bytes([len(part)]) * len(part)


def write_process(spans, part):
    """Make a mark, in the process that works on this part."""
    spans.point(len(part))


def meet(spans, count, part):
    """Wait until so many parts are being worked on."""
    with spans.inside(len(part)):
        spans.meet(count)


def stumble(part):
    """Raise an exception, on the part that has the 3 in it."""
    if 3 in bytes(part):
        raise ZeroDivisionError
    double(part)


def stumble_or_linger(spans, part):
    """Raise an exception, on the part that has the 3 in it, while the other one is at work, and takes a while."""
    if 3 in bytes(part):
        spans.wait_for("the other one is at work")
        raise ZeroDivisionError
    spans.point("the other one is at work")
    checks.linger()


def vanish(part):
    """End without a word."""
    os._exit(0 if 3 not in bytes(part) else 7)


@pytest.mark.parametrize("workers", [1, 2, 3])
def test_each_byte_is_changed_once(kata, workers):
    """And all of them come back, in order."""
    assert kata.work_in_place(bytes(range(100)), workers, double) == bytes(range(0, 200, 2))


def test_the_parts_are_equally_long(kata):
    """Eleven bytes for three: 4, 4 and 3, in any order."""
    answer = kata.work_in_place(bytes(11), 3, write_length)
    assert len(answer) == 11
    lengths = [length for length, run in groupby(answer) for _ in range(len(list(run)) // length)]
    assert sorted(lengths) == [3, 4, 4], f"the parts have {lengths} bytes"


def test_each_part_in_a_process_of_its_own(kata, tmp_path):
    """Three parts, three processes, and none of them is this one."""
    spans = checks.ProcessSpans(tmp_path)
    kata.work_in_place(bytes(6), 3, partial(write_process, spans))
    assert len(spans.pids()) == 3, "three processes should do the work"
    assert os.getpid() not in spans.pids(), "other processes should do the work, not the one that calls"
    checks.all_joined()


def test_all_at_the_same_time(kata, tmp_path):
    """Two parts are being worked on at the same time."""
    spans = checks.ProcessSpans(tmp_path)
    kata.work_in_place(bytes(5), 2, partial(meet, spans, 2))
    checks.reaches_together(spans, 2)


def test_fewer_bytes_than_workers(kata, tmp_path):
    """Two bytes keep two processes busy, not five."""
    assert kata.work_in_place(b"\x01\x02", 5, double) == b"\x02\x04"
    spans = checks.ProcessSpans(tmp_path)
    kata.work_in_place(bytes(2), 5, partial(write_process, spans))
    assert spans.points == [1, 1]


def test_nothing_to_do(kata):
    """No bytes, no work."""
    assert kata.work_in_place(b"", 2, double) == b""


@pytest.mark.parametrize("change", [stumble, vanish], ids=["it raises", "it ends"])
def test_a_process_fails(kata, change):
    """The caller is told; nothing is left over, neither a process nor the memory."""
    with pytest.raises(ChildProcessError):
        kata.work_in_place(bytes([1, 2, 3, 4]), 2, change)
    checks.all_joined()


def test_the_first_process_fails(kata, tmp_path):
    """The other one is still at work when that is seen. It has ended as well when the caller is told."""
    spans = checks.ProcessSpans(tmp_path)
    with pytest.raises(ChildProcessError):
        kata.work_in_place(bytes([3, 4, 1, 2]), 2, partial(stumble_or_linger, spans))
    checks.all_joined()


def test_again_and_again(kata):
    """Each call has a block of its own."""
    assert kata.work_in_place(b"\x01\x02", 2, double) == b"\x02\x04"
    assert kata.work_in_place(b"\x03\x04\x05", 2, double) == b"\x06\x08\x0a"
