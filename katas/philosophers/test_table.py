"""What a `Table` has to do."""

import time

import pytest

import checks

#: Who sits where.
NAMES = ("plato", "kant", "hume", "laozi", "ada")


def eater(table, spans, seat):
    """Return what the philosopher at a seat does: eat, and take a while for it."""

    def eat():
        with spans.inside(NAMES[seat]):
            checks.pause()

    return lambda: table.dine(seat, eat)


def all_dine(table, spans, seats):
    """Let everybody at the table eat, all at the same time, and wait until they have."""
    checks.together(**{NAMES[seat]: eater(table, spans, seat) for seat in range(seats)})


@pytest.mark.explore(all_joined=True)
@pytest.mark.parametrize("seats", [2, 3])
def test_everybody_eats(kata, seats):
    """All take their forks at the same time, and nobody waits for ever."""
    spans = checks.Spans()
    all_dine(kata.Table(seats), spans, seats)
    checks.everybody_left(spans, *NAMES[:seats])


@pytest.mark.parametrize("seats", [2, 3])
def test_neighbours_do_not_eat_together(kata, seats):
    """With two or three at a table, all are neighbours: one eats at a time."""
    spans = checks.Spans()
    all_dine(kata.Table(seats), spans, seats)
    checks.at_most_together(spans, 1)


@pytest.mark.explore(schedules=100)
def test_five_at_a_table(kata):
    """More of them: never two eat who share a fork."""
    spans = checks.Spans()
    all_dine(kata.Table(5), spans, 5)
    checks.at_most_together(spans, 2)
    for one, other in zip(NAMES, NAMES[1:] + NAMES[:1], strict=True):
        checks.never_together(spans, one, other)


@pytest.mark.parametrize(("seats", "one", "other"), [(4, 0, 2), (4, 1, 3), (5, 1, 4)])
def test_two_who_share_no_fork_eat_together(kata, seats, one, other):
    """Neither is in the other one's way."""
    table, spans = kata.Table(seats), checks.Spans()

    def eat_in_company():
        with spans.inside("a meal"):
            spans.meet(2)

    checks.together(
        **{NAMES[seat]: lambda seat=seat: table.dine(seat, eat_in_company) for seat in (one, other)},
    )
    checks.reaches_together(spans, 2)


def test_who_waits_is_in_the_way_of_neighbours_only(kata):
    """Laozi eats on, and ada waits for it. Kant waits for nobody but plato, and eats when plato has left."""
    table, spans = kata.Table(5), checks.Spans()

    def dine(seat, begins, eat):
        def come_and_dine():
            time.sleep(begins)
            table.dine(seat, eat)

        return come_and_dine

    def eat_long():
        with spans.inside("laozi"):
            spans.stay_until_left("kant")

    def eat(name, lasts=0.0):
        with spans.inside(name):
            time.sleep(lasts)

    checks.together(
        laozi=dine(3, 0, eat_long),
        plato=dine(0, 0, lambda: eat("plato", lasts=3)),
        ada=dine(4, 1, lambda: eat("ada")),
        kant=dine(1, 2, lambda: eat("kant")),
    )
    checks.leaves_before(spans, "kant", "laozi")


@pytest.mark.explore(clock="any")
def test_patience_does_not_feed_anybody(kata):
    """If there is a wait with a timeout in it, the timeout may come at any moment."""
    spans = checks.Spans()
    all_dine(kata.Table(3), spans, 3)
    checks.everybody_left(spans, *NAMES[:3])
    checks.at_most_together(spans, 1)


def test_who_chokes_puts_the_forks_back(kata):
    """After an exception the same one and both neighbours can eat, and the exception goes on its way."""
    table, spans = kata.Table(3), checks.Spans()
    with pytest.raises(ZeroDivisionError):
        table.dine(1, lambda: 1 // 0)
    table.dine(1, lambda: spans.point("the same one"))
    table.dine(0, lambda: spans.point("left neighbour"))
    table.dine(2, lambda: spans.point("right neighbour"))
    checks.in_order(spans.points, ["the same one", "left neighbour", "right neighbour"])


def test_another_table_has_other_forks(kata):
    """A meal at one table is in nobody's way at the other one."""
    one, other = kata.Table(2), kata.Table(2)
    spans = checks.Spans()
    one.dine(0, lambda: other.dine(1, lambda: spans.point("ate at the other table")))
    checks.in_order(spans.points, ["ate at the other table"])
