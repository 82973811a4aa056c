"""What a `ConnectionPool` has to do."""

import time

import pytest

import checks


def test_it_lends_what_it_has(kata):
    """All connections can be taken, each once."""
    pool = kata.ConnectionPool(["red", "blue"])
    assert {pool.take(), pool.take()} == {"red", "blue"}


@pytest.mark.parametrize("kind", [tuple, iter], ids=["tuple", "iterator"])
def test_any_iterable_will_do(kata, kind):
    """The connections need not come in a list."""
    pool = kata.ConnectionPool(kind(["red", "blue"]))
    assert {pool.take(), pool.take()} == {"red", "blue"}


def test_the_list_of_the_caller_stays_as_it_was(kata):
    """What the pool does with the connections is its own business."""
    connections = ["red", "blue"]
    pool = kata.ConnectionPool(connections)
    taken = pool.take()
    assert connections == ["red", "blue"], "the list belongs to the caller, who finds it changed"
    pool.give_back(taken)
    assert connections == ["red", "blue"], "the list belongs to the caller, who finds it changed"


def test_a_connection_is_used_by_one_thread_at_a_time(kata):
    """Three threads and two connections, and not all use them for equally long: none is ever in two hands."""
    pool = kata.ConnectionPool(["red", "blue"])
    spans = checks.Spans()

    def user(seconds):
        connection = pool.take()
        with spans.inside(connection):
            time.sleep(seconds)
        pool.give_back(connection)

    checks.together(ann=lambda: user(0.003), bob=lambda: user(0.001), eve=lambda: user(0.001))
    checks.never_shared(spans)


def test_all_connections_are_in_use_at_once(kata):
    """Two threads and two connections: nobody waits."""
    pool = kata.ConnectionPool(["red", "blue"])
    spans = checks.Spans()

    def user():
        with pool.borrow() as connection, spans.inside(connection):
            spans.meet(2)

    checks.together(ann=user, bob=user)
    checks.reaches_together(spans, 2)


def test_who_finds_none_waits_for_one(kata):
    """All are lent: `take` waits, and gets the very connection that comes back."""
    pool = kata.ConnectionPool(["red"])
    mine = pool.take()
    got = []
    taker = checks.begin("taker", lambda: got.append(pool.take()))
    time.sleep(0.01)
    assert got == [], "one connection was lent twice"
    pool.give_back(mine)
    taker.join()
    assert got == ["red"], "the one who waited should get what was given back"


def test_one_that_comes_back_lets_one_in(kata):
    """Two threads wait: each connection that comes back helps exactly one of them."""
    pool = kata.ConnectionPool(["red", "blue"])
    first, second = pool.take(), pool.take()
    got = []

    takers = [checks.begin(name, lambda: got.append(pool.take())) for name in ("ann", "bob")]
    pool.give_back(first)
    time.sleep(0.01)
    assert got == [first], "what is given back should let in one of those who wait, and only one"
    pool.give_back(second)
    for taker in takers:
        taker.join()
    assert got == [first, second]


def test_borrow_gives_back(kata):
    """After the block the connection is there for the next one."""
    pool = kata.ConnectionPool(["red"])
    with pool.borrow() as connection:
        assert connection == "red"
    assert pool.take() == "red"


@pytest.mark.parametrize("error", [OSError, KeyboardInterrupt])
def test_borrow_gives_back_when_the_block_raises(kata, error):
    """An exception in the block goes on its way, whichever it is, and the connection is there for the next one."""
    pool = kata.ConnectionPool(["red"])
    with pytest.raises(error, match="line is dead"), pool.borrow():
        raise error("line is dead")
    assert pool.take() == "red"


def test_giving_back_twice_is_refused(kata):
    """The second time nobody has that connection, even while another one is lent; and nothing changes."""
    pool = kata.ConnectionPool(["red", "blue"])
    first, second = pool.take(), pool.take()
    pool.give_back(first)
    checks.refuses(ValueError, lambda: pool.give_back(first), f"giving back {first} a second time")
    assert pool.take() == first, "what was given back should be there, once"
    got = []
    taker = checks.begin("taker", lambda: got.append(pool.take()))
    time.sleep(0.01)
    assert got == [], f"{first} was given back twice, and then lent twice"
    pool.give_back(second)
    taker.join()
    assert got == [second]


def test_giving_back_twice_at_the_same_time_is_refused(kata):
    """Two threads give the same connection back: one of them, and only one, is refused."""
    pool = kata.ConnectionPool(["red", "blue"])
    first, second = pool.take(), pool.take()
    answers = []

    def give_back():
        answers.append(checks.outcome(lambda: pool.give_back(first), "accepted"))

    checks.together(ann=give_back, bob=give_back)
    answers.sort()
    assert answers == ["ValueError", "accepted"], f"two threads give {first} back: one of them should be refused"
    pool.give_back(second)
    assert {pool.take(), pool.take()} == {first, second}


def test_a_stranger_is_refused(kata):
    """What the pool never lent it does not take."""
    pool = kata.ConnectionPool(["red"])
    checks.refuses(ValueError, lambda: pool.give_back("green"), "giving back green, which is none of the pool's,")
    assert pool.take() == "red"


def test_what_another_pool_has_lent_is_refused(kata):
    """Each pool knows what it has lent itself."""
    one, other = kata.ConnectionPool(["red"]), kata.ConnectionPool(["blue"])
    red = one.take()
    checks.refuses(ValueError, lambda: other.give_back(red), "giving back red, which another pool has lent,")
    one.give_back(red)
    assert [one.take(), other.take()] == ["red", "blue"]


@pytest.mark.explore(clock="any")
def test_timeouts_do_not_spoil_it(kata):
    """If there is a wait with a timeout in it, the timeout may come at any moment."""
    pool = kata.ConnectionPool(["red"])

    def user():
        connection = pool.take()
        assert connection == "red", f"take should wait for a connection, and came back with {connection}"
        checks.pause()
        pool.give_back(connection)

    checks.together(ann=user, bob=user)


def test_nobody_waits_for_the_clock(kata):
    """Who is told that a connection is back need not look from time to time."""
    pool = kata.ConnectionPool(["red"])

    def user():
        with pool.borrow():
            checks.pause()

    began = time.monotonic()
    checks.together(ann=user, bob=user, eve=user)
    checks.no_time_since(began)


def test_many_rounds(kata):
    """Three threads take and give back again and again: each of them gets along."""
    pool = kata.ConnectionPool(["red", "blue"])
    spans = checks.Spans()

    def user():
        for _ in range(2):
            with pool.borrow() as connection, spans.inside(connection):
                time.sleep(0.001)

    checks.together(ann=user, bob=user, eve=user)
    checks.never_shared(spans)
