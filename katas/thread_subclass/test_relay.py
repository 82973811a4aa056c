"""Runners of a class of their own, who hand over a baton."""

import threading

import pytest

import checks


def team(kata, track):
    """Return three runners, the first one first."""
    eve = kata.Runner("eve", track)
    bob = kata.Runner("bob", track, eve)
    ann = kata.Runner("ann", track, next_runner=bob)
    return [ann, bob, eve]


@pytest.mark.parametrize("order", [[0, 1, 2], [2, 1, 0]])
def test_they_run_in_the_order_of_the_baton(kata, order):
    """In whatever order they come to the track."""
    track = []
    runners = team(kata, track)
    for place in order:
        runners[place].start()
    runners[0].take_baton()
    for runner in runners:
        runner.join()
    checks.in_order(track, ["ann", "bob", "eve"])


def test_nobody_runs_without_the_baton(kata):
    """They stand there and wait."""
    track = []
    runners = team(kata, track)
    for runner in runners:
        runner.start()
    checks.pause()
    assert track == []
    runners[0].take_baton()
    for runner in runners:
        runner.join()


def test_the_baton_may_be_there_first(kata):
    """It waits for a runner who comes late."""
    track = []
    runners = team(kata, track)
    runners[0].take_baton()
    for runner in runners:
        runner.start()
    for runner in runners:
        runner.join()
    checks.in_order(track, ["ann", "bob", "eve"])


def test_each_runs_in_its_own_thread(kata):
    """A runner is a thread with its name, and it is that thread that runs."""

    class Track(list[object]):
        """Notes who appends."""

        def append(self, name):
            super().append((name, threading.current_thread().name))

    track = Track()
    runners = team(kata, track)
    assert all(isinstance(runner, threading.Thread) for runner in runners)
    for runner in runners:
        runner.start()
    runners[0].take_baton()
    for runner in runners:
        runner.join()
    checks.in_order(track, [("ann", "ann"), ("bob", "bob"), ("eve", "eve")])


def test_two_teams(kata):
    """Each team has its own baton."""
    red, blue = [], []
    red_team, blue_team = team(kata, red), team(kata, blue)
    for runner in (*red_team, *blue_team):
        runner.start()
    red_team[0].take_baton()
    for runner in red_team:
        runner.join()
    assert [red, blue] == [["ann", "bob", "eve"], []]
    blue_team[0].take_baton()
    for runner in blue_team:
        runner.join()
    checks.in_order(blue, ["ann", "bob", "eve"])
