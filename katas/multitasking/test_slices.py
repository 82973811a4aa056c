"""Deal out time slices, as the operating system does."""

import pytest

import checks

pytestmark = pytest.mark.explore(schedules=1)

#: Milliseconds that tasks need, and the number of cores, for the rules that always hold.
CASES = [
    ({"mail": 5, "chat": 2, "film": 9}, 1, 2),
    ({"mail": 5, "chat": 2, "film": 9}, 2, 2),
    ({"mail": 7, "chat": 7}, 4, 3),
    ({"a": 1, "b": 2, "c": 3, "d": 4, "e": 5}, 2, 2),
    ({"a": 10, "b": 1, "c": 1, "d": 1, "e": 10}, 3, 4),
]


def dealt(kata):
    """Deal out all cases, in one spec: who never comes to an end has not to wait for it each time anew."""
    for needs, cores, time_slice in CASES:
        case = f"{needs}, {cores} cores, slices of {time_slice}: "
        yield needs, cores, time_slice, kata.deal_out(dict(needs), cores, time_slice), case


def said(spans):
    """Write spans as "mail 0-2"."""
    return [f"{task} {start}-{end}" for task, start, end, _ in spans]


def test_one_core(kata):
    """All in turns; who is ready leaves the line."""
    spans = kata.deal_out({"mail": 5, "chat": 2, "film": 4}, 1, 2)
    checks.in_order(said(spans), ["mail 0-2", "chat 2-4", "film 4-6", "mail 6-8", "film 8-10", "mail 10-11"])
    assert {core for *_, core in spans} == {0}


def test_two_cores(kata):
    """Two tasks begin at once; the third one comes when a core is free."""
    spans = kata.deal_out({"mail": 3, "chat": 1, "film": 2}, 2, 5)
    checks.in_order(said(spans), ["mail 0-3", "chat 0-1", "film 1-3"])
    assert len({core for *_, core in spans}) == 2


def test_as_many_cores_as_tasks(kata):
    """Nobody waits for anybody, with slices or without."""
    spans = kata.deal_out({"mail": 4, "chat": 2}, 2, 2)
    assert sorted(said(spans)) == ["chat 0-2", "mail 0-2", "mail 2-4"]


@pytest.mark.parametrize("needs", [{}, {"mail": 0}])
def test_nothing_to_do(kata, needs):
    """No spans, and no endless loop either."""
    assert kata.deal_out(needs, 2, 5) == []


def test_everybody_gets_what_he_needs(kata):
    """All spans of a task together are as long as what it needs; they are listed by their starts."""
    for needs, _, _, spans, case in dealt(kata):
        got = {task: sum(end - start for who, start, end, _ in spans if who == task) for task in needs}
        assert got == needs, f"{case}they got {got}"
        starts = [start for _, start, *_ in spans]
        assert starts == sorted(starts), f"{case}the spans are not in the order of their starts, which are {starts}"


def test_nobody_keeps_a_core_for_longer_than_a_slice(kata):
    """Every span is longer than nothing and at most as long as a slice."""
    for _, _, time_slice, spans, case in dealt(kata):
        for task, start, end, _ in spans:
            assert 0 < end - start <= time_slice, f"{case}{task} has a core from {start} to {end}"


def test_one_task_a_core_and_one_core_a_task(kata):
    """At no time are two tasks on one core, or one task on two cores."""
    for _, cores, _, spans, case in dealt(kata):
        used = {core for *_, core in spans}
        assert used <= set(range(cores)), f"{case}there are no such cores as {sorted(used)}"
        for place, (task, start, end, core) in enumerate(spans):
            for other, other_start, other_end, other_core in spans[place + 1 :]:
                if start < other_end and other_start < end:
                    both = f"{case}{task} and {other} are both on core {core} at {other_start}"
                    assert core != other_core, both
                    assert task != other, f"{case}{task} is on core {core} and on core {other_core} at {other_start}"


def waits(spans, needs, task, time):
    """Return since when *task* stands in line at *time*, or None if it runs or is ready."""
    mine = [(start, end) for who, start, end, _ in spans if who == task]
    if any(start <= time < end for start, end in mine):
        return None
    before = [end for start, end in mine if end <= time]
    had = sum(end - start for start, end in mine if end <= time)
    return None if had == needs[task] else max(before, default=0)


def test_no_core_idles_while_somebody_waits(kata):
    """Whenever somebody stands in line, all cores are at work."""
    for needs, cores, _, spans, case in dealt(kata):
        for time in sorted({0, *(end for _, _, end, _ in spans)}):
            busy = sum(start <= time < end for _, start, end, _ in spans)
            waiting = [task for task in needs if waits(spans, needs, task, time) is not None]
            idle = cores - busy
            assert not waiting or not idle, f"{case}{waiting[0]} waits at {time}, and {idle} of {cores} cores idle"


def test_who_has_waited_longest_is_next(kata):
    """Whoever gets a core, nobody stood in line before him."""
    for needs, _, _, spans, case in dealt(kata):
        for task, start, *_ in spans:
            since = max((end for who, _, end, _ in spans if who == task and end <= start), default=0)
            for other in needs:
                other_since = waits(spans, needs, other, start)
                assert other_since is None or other_since >= since, (
                    f"{case}at {start} a core goes to {task}, who is in line since {since}; "
                    f"{other} is since {other_since}"
                )
