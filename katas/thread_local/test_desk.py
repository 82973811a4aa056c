"""A few threads serve many requests: what one request leaves behind, the next one must not find."""

import time

import pytest

import checks

pytestmark = pytest.mark.explore(all_joined=True)


def test_each_request_sees_its_own_user(kata):
    """Two threads, three requests: whoever comes in between, the user stays the same from beginning to end."""
    seen = []

    def handle():
        before = kata.current_user()
        time.sleep(0.001)
        seen.append((before, kata.current_user()))

    assert kata.serve(["ann", "bob", "eve"], handle, 2) == []
    assert sorted(seen, key=repr) == [("ann", "ann"), ("bob", "bob"), ("eve", "eve")]


def test_who_is_not_logged_in_is_nobody(kata):
    """One thread: after a request of Ann comes one without a user, and it does not pass for Ann's."""
    seen = []
    kata.serve(["ann", None, "bob", None], lambda: seen.append(kata.current_user()), 1)
    checks.in_order(seen, ["ann", None, "bob", None])


def test_nobody_is_left_after_an_exception(kata):
    """A request that ended with an exception leaves nothing behind either; and the others are served."""
    seen = []

    def handle():
        seen.append(kata.current_user())
        if kata.current_user() == "ann":
            raise PermissionError("ann may not do that")

    errors = kata.serve(["ann", None, "ann", "bob"], handle, 1)
    checks.in_order(seen, ["ann", None, "ann", "bob"])
    checks.in_order(map(repr, errors), ["PermissionError('ann may not do that')"] * 2)


def test_nobody_outside_of_a_request(kata):
    """The main thread serves nobody: it sees no user, before and after."""
    before = kata.current_user()
    kata.serve(["ann"], checks.pause, 1)
    assert [before, kata.current_user()] == [None, None]


def test_requests_are_served_side_by_side(kata):
    """Two threads serve two requests at the same time."""
    spans = checks.Spans()

    def handle():
        with spans.inside(kata.current_user()):
            spans.meet(2)

    kata.serve(["ann", "bob"], handle, 2)
    checks.reaches_together(spans, 2)


def test_no_more_threads_than_agreed(kata):
    """Three requests, two threads: two at a time."""
    spans = checks.Spans()

    def handle():
        with spans.inside(kata.current_user()):
            time.sleep(0.001)

    kata.serve(["ann", "bob", "eve"], handle, 2)
    checks.at_most_together(spans, 2)
    checks.everybody_left(spans, "ann", "bob", "eve")


def test_no_requests(kata):
    """Nobody comes, and nothing fails."""
    assert kata.serve([], checks.pause, 2) == []
