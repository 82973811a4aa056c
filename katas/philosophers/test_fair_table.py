"""What a `FairTable` has to do."""

import time

import pytest

import checks

#: Who sits where.
NAMES = ("plato", "kant", "hume", "laozi", "ada")


def eater(table, spans, seat, *, begins=0.0, times=1, eats=1.0, thinks=0.0):
    """Return what the philosopher at a seat does, with how many seconds each thing takes."""
    name = NAMES[seat]

    def eat():
        with spans.inside(name):
            time.sleep(eats)

    def dine():
        time.sleep(begins)
        for _ in range(times):
            spans.point(f"{name} is hungry")
            table.dine(seat, eat)
            time.sleep(thinks)

    return dine


@pytest.mark.explore(all_joined=True)
@pytest.mark.parametrize("seats", [2, 3])
def test_everybody_eats(kata, seats):
    """One at a time where all are neighbours, and nobody waits for ever."""
    table, spans = kata.FairTable(seats), checks.Spans()
    checks.together(**{NAMES[seat]: eater(table, spans, seat, eats=0) for seat in range(seats)})
    checks.everybody_left(spans, *NAMES[:seats])
    checks.at_most_together(spans, 1)


@pytest.mark.explore(schedules=100)
def test_five_at_a_table(kata):
    """More of them: never two eat who share a fork."""
    table, spans = kata.FairTable(5), checks.Spans()
    checks.together(**{NAMES[seat]: eater(table, spans, seat, eats=0) for seat in range(5)})
    for one, other in zip(NAMES, NAMES[1:] + NAMES[:1], strict=True):
        checks.never_together(spans, one, other)


@pytest.mark.explore(schedules=100)
def test_two_neighbours_do_not_pass_the_meal_to_each_other(kata):
    """One of them always eats, now plato and now hume, and between them kant is hungry: it gets its turn."""
    table, spans = kata.FairTable(5), checks.Spans()
    checks.together(
        plato=eater(table, spans, 0, times=3, eats=3, thinks=1),
        kant=eater(table, spans, 1, begins=1),
        hume=eater(table, spans, 2, begins=2, times=3, eats=3, thinks=1),
    )
    checks.passed_over_at_most(spans, "kant", 1, since="kant is hungry")


def test_a_neighbour_who_is_always_hungry_is_not_always_first(kata):
    """Plato wants the next meal as soon as one is over, and kant has waited for a long time."""
    table, spans = kata.FairTable(5), checks.Spans()
    checks.together(
        plato=eater(table, spans, 0, times=4),
        kant=eater(table, spans, 1, begins=0.5),
    )
    checks.passed_over_at_most(spans, "kant", 1, since="kant is hungry")


def test_old_meals_do_not_count(kata):
    """Kant has eaten often before plato came. Now it is hungry again, and does not wait until plato has caught up."""
    table, spans = kata.FairTable(5), checks.Spans()

    def eat_alone_and_come_back():
        for _ in range(4):
            table.dine(1, lambda: None)
        eater(table, spans, 1, begins=1)()

    checks.together(
        kant=eat_alone_and_come_back,
        plato=eater(table, spans, 0, begins=0.5, times=4),
    )
    checks.passed_over_at_most(spans, "kant", 1, since="kant is hungry")


def test_who_shares_no_fork_does_not_wait(kata):
    """Plato eats for a long time, kant waits for it. Laozi has nothing to do with either of them."""
    table, spans = kata.FairTable(5), checks.Spans()

    def eat_long():
        with spans.inside("plato"):
            spans.stay_until_left("laozi")

    checks.together(
        plato=lambda: table.dine(0, eat_long),
        kant=eater(table, spans, 1, begins=0.5),
        laozi=eater(table, spans, 3, begins=1),
    )
    checks.leaves_before(spans, "laozi", "plato")


def test_who_chokes_leaves_the_forks_free(kata):
    """After an exception both neighbours can eat, and the exception goes on its way."""
    table, spans = kata.FairTable(3), checks.Spans()
    with pytest.raises(ZeroDivisionError):
        table.dine(1, lambda: 1 // 0)
    for seat in (0, 1, 2):
        table.dine(seat, lambda seat=seat: spans.point(NAMES[seat]))
    checks.in_order(spans.points, ["plato", "kant", "hume"])


@pytest.mark.explore(spurious=True, hammer=False)
def test_a_wait_may_return_without_a_notify(kata):
    """Who wakes up looks again whether it is the one whose turn it is."""
    table, spans = kata.FairTable(2), checks.Spans()
    checks.together(plato=eater(table, spans, 0, eats=0), kant=eater(table, spans, 1, eats=0))
    checks.at_most_together(spans, 1)
