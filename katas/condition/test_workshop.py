"""Producers put pieces on a shelf, consumers take them away, and at the end all go home."""

import time

import pytest

import checks

TEAMS = {
    "two producers and two consumers": ([["a1", "a2"], ["b1", "b2"]], 2),
    "one producer and three consumers": ([["a1"]], 3),
    "three producers and one consumer": ([["a1"], ["b1"], ["c1"]], 1),
    "nothing is ordered": ([[], []], 2),
    "no producers": ([], 1),
}


@pytest.mark.parametrize(("orders", "consumers"), TEAMS.values(), ids=TEAMS)
@pytest.mark.parametrize("shelf", [1, 2])
def test_every_piece_is_used_once(kata, orders, consumers, shelf):
    """Each order is made once, each piece is used once, and then everybody goes home."""
    check_a_day(kata, orders, consumers, shelf)


@pytest.mark.explore(all_joined=True)
def test_everybody_has_gone_home(kata):
    """When `run_workshop` returns, its threads are gone."""
    kata.run_workshop([["a1"], ["b1"]], 2, 1, make=str, use=str)


def test_a_full_shelf_holds_the_producers_back(kata):
    """While the only consumer is busy with a piece, one producer may fill the shelf and hold one more in hand."""
    made = []

    def make(order):
        made.append(order)
        return order

    def use(piece):
        time.sleep(0.1)
        if piece == 1:
            in_use, on_the_shelf, in_hand = 1, 2, 1
            checks.at_most_stored(len(made), room=in_use + on_the_shelf + in_hand)

    kata.run_workshop([[1, 2, 3, 4, 5, 6]], 1, 2, make, use)


def test_two_producers_share_the_shelf(kata):
    """However many fill it, the shelf holds no more: while a piece is in use, each producer may hold one in hand."""
    orders = [["a1", "a2", "a3"], ["b1", "b2", "b3"]]
    made, used = [], []

    def make(order):
        made.append(order)
        return order

    def use(piece):
        used.append(piece)
        time.sleep(0.2)

    day = checks.begin("day", lambda: kata.run_workshop(orders, 1, 1, make, use))
    on_the_shelf, in_hand = 1, 2
    for _piece in range(6):
        time.sleep(0.1)
        checks.at_most_stored(len(made) - len(used), room=on_the_shelf + in_hand)
        time.sleep(0.1)
    day.join()


@pytest.mark.explore(clock="any")
def test_timeouts_do_not_spoil_it(kata):
    """If there is a wait with a timeout in it, the timeout may come at any moment."""
    check_a_day(kata, [["a1", "a2"], ["b1"]], 2, 1)


def test_nobody_waits_for_the_clock(kata):
    """Who is told that there is room, a piece, or nothing more to do, need not look from time to time."""
    began = time.monotonic()
    kata.run_workshop([["a1", "a2"], ["b1"]], 2, 1, make=str, use=str)
    kata.run_workshop([[], []], 2, 1, make=str, use=str)
    checks.no_time_since(began)


def test_producers_make_at_the_same_time(kata):
    """Making is slow and needs no shelf: nobody keeps the others from it."""
    making = checks.Spans()

    def make(order):
        with making.inside(order):
            making.meet(2)
        return order

    kata.run_workshop([["a1"], ["b1"]], 1, 1, make, use=str)
    checks.overlaps(making, "a1", "b1")


def test_consumers_use_at_the_same_time(kata):
    """Using is slow and needs no shelf: nobody keeps the others from it."""
    using = checks.Spans()

    def use(piece):
        with using.inside(piece):
            using.meet(2)

    kata.run_workshop([["a1"], ["b1"]], 2, 1, make=str, use=use)
    checks.overlaps(using, "a1", "b1")


def test_three_of_each_are_at_work_at_the_same_time(kata):
    """Three lists of orders are three producers, and three consumers are three."""
    making, using = checks.Spans(), checks.Spans()

    def make(order):
        with making.inside(order):
            making.meet(3)
        return order

    def use(piece):
        with using.inside(piece):
            using.meet(3)

    kata.run_workshop([["a1"], ["b1"], ["c1"]], 3, 1, make, use)
    checks.reaches_together(making, 3)
    checks.reaches_together(using, 3)


def test_making_goes_on_while_pieces_are_used(kata):
    """A producer makes its second piece while the first one is in use."""
    at_work = checks.Spans()

    def work(piece):
        with at_work.inside(piece):
            if piece != "first":
                at_work.meet(2)
        return piece.upper()

    kata.run_workshop([["first", "second"]], 1, 1, make=work, use=work)
    checks.overlaps(at_work, "FIRST", "second")


def check_a_day(kata, orders, consumers, shelf):
    """Let them work: each order is made once, and each piece is used once."""
    made, used = [], []

    def make(order):
        checks.pause()
        made.append(order)
        return f"piece {order}"

    def use(piece):
        checks.pause()
        used.append(piece)

    kata.run_workshop(orders, consumers, shelf, make, use)
    ordered = [order for own in orders for order in own]
    checks.each_came_once(made, ordered)
    checks.each_came_once(used, [f"piece {order}" for order in ordered])
