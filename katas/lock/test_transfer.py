"""Two locks and no deadlock."""

import pytest

import checks


def test_money_moves(kata):
    """From the source to the target, and only as much as there is."""
    alice, bob = kata.Account(1, 100), kata.Account(2, 0)
    assert kata.transfer(alice, bob, 70) is True
    assert (alice.balance, bob.balance) == (30, 70)
    assert kata.transfer(alice, bob, 31) is False
    assert (alice.balance, bob.balance) == (30, 70)
    assert kata.transfer(bob, alice, 70) is True
    assert (alice.balance, bob.balance) == (100, 0)


def test_to_and_fro(kata):
    """From A to B and from B to A at the same time: both arrive, and nobody waits for ever."""
    alice, bob = kata.Account(1, 100), kata.Account(2, 100)
    answers = []
    checks.together(
        there=lambda: answers.append(kata.transfer(alice, bob, 10)),
        back=lambda: answers.append(kata.transfer(bob, alice, 30)),
    )
    assert answers == [True, True]
    assert (alice.balance, bob.balance) == (120, 80)


@pytest.mark.explore(clock="any")
def test_timeouts_do_not_spoil_it(kata):
    """If there is a wait with a timeout in it, the timeout may come at any moment."""
    alice, bob = kata.Account(1, 100), kata.Account(2, 100)
    answers = []
    checks.together(
        there=lambda: answers.append(kata.transfer(alice, bob, 10)),
        back=lambda: answers.append(kata.transfer(bob, alice, 30)),
    )
    assert answers == [True, True]
    assert (alice.balance, bob.balance) == (120, 80)


def test_in_a_circle(kata):
    """From A to B, from B to C and from C to A."""
    a, b, c = kata.Account(1, 10), kata.Account(2, 10), kata.Account(3, 10)
    checks.together(
        a_to_b=lambda: kata.transfer(a, b, 1),
        b_to_c=lambda: kata.transfer(b, c, 2),
        c_to_a=lambda: kata.transfer(c, a, 3),
    )
    assert (a.balance, b.balance, c.balance) == (12, 9, 9)


def test_from_an_account_to_itself(kata):
    """It changes nothing, and the account can be used again."""
    alice = kata.Account(1, 100)
    assert kata.transfer(alice, alice, 10) is True
    assert kata.transfer(alice, alice, 101) is False
    assert alice.balance == 100


def test_the_last_money_is_spent_once(kata):
    """Two threads want the same 100: one gets it."""
    alice, bob, carol = kata.Account(1, 100), kata.Account(2, 0), kata.Account(3, 0)
    answers = []
    checks.together(
        to_bob=lambda: answers.append(kata.transfer(alice, bob, 100)),
        to_carol=lambda: answers.append(kata.transfer(alice, carol, 100)),
    )
    assert sorted(answers, key=repr) == [False, True]
    assert alice.balance == 0
    assert bob.balance + carol.balance == 100


def test_who_asks_for_too_much_is_in_nobodys_way(kata):
    """Out of 100, somebody wants 150 and somebody else 50: there are 50, whoever comes first."""
    alice, bob, carol = kata.Account(1, 100), kata.Account(2, 0), kata.Account(3, 0)
    answers = {}
    checks.together(
        to_bob=lambda: answers.update(too_much=kata.transfer(alice, bob, 150)),
        to_carol=lambda: answers.update(enough=kata.transfer(alice, carol, 50)),
    )
    assert answers == {"too_much": False, "enough": True}
    assert (alice.balance, bob.balance, carol.balance) == (50, 0, 50)


def test_nobody_sees_less_than_nothing(kata):
    """Somebody asks for too much, and somebody else looks meanwhile."""
    alice, bob = kata.Account(1, 100), kata.Account(2, 0)
    seen: list[int] = []

    def look():
        for _ in range(2):
            seen.append(alice.balance)
            checks.pause()

    checks.together(asks=lambda: kata.transfer(alice, bob, 150), looks=look)
    for balance in seen:
        assert balance >= 0, f"somebody saw {balance} in an account that should never have less than 0"


def test_all_into_one(kata):
    """Two threads pay into one account: both payments are there."""
    alice, bob, shop = kata.Account(1, 5), kata.Account(2, 7), kata.Account(3, 0)
    checks.together(
        from_alice=lambda: kata.transfer(alice, shop, 5),
        from_bob=lambda: kata.transfer(bob, shop, 7),
    )
    assert shop.balance == 12


def test_a_refusal_leaves_no_lock_behind(kata):
    """After somebody was refused, the next one is served, in whatever thread."""
    alice, bob = kata.Account(1, 10), kata.Account(2, 10)
    assert kata.transfer(alice, bob, 11) is False
    checks.together(next=lambda: kata.transfer(bob, alice, 1))
    assert (alice.balance, bob.balance) == (11, 9)
