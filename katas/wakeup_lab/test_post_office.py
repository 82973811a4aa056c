"""What a `PostOffice` has to do."""

import time

import pytest

import checks


def receiver(office, got, name, thread=None):
    """Start somebody who fetches a letter, and keeps it beside the name."""
    return checks.begin(thread or name, lambda: got.append((name, office.receive(name))))


def test_a_letter_waits_for_its_receiver(kata):
    """It was sent when nobody was there, and it is there; also if it is empty."""
    office = kata.PostOffice()
    for letter in ("first", None, "", "last"):
        office.send("ann", letter)
    checks.in_order([office.receive("ann") for _ in range(4)], ["first", None, "", "last"])


def test_a_receiver_waits_for_a_letter(kata):
    """And gets it when it comes."""
    office, got = kata.PostOffice(), []
    ann = receiver(office, got, "ann")
    time.sleep(1)
    assert got == [], "nobody has sent anything yet"
    office.send("ann", "hello")
    ann.join()
    checks.in_order(got, [("ann", "hello")])


def test_everybody_gets_their_own(kata):
    """What was sent to bob first is not for ann."""
    office = kata.PostOffice()
    office.send("bob", "for bob")
    office.send("ann", "for ann")
    assert office.receive("ann") == "for ann"
    assert office.receive("bob") == "for bob"


def test_two_offices_are_two(kata):
    """A letter that was left at one office is not at the other one, and nobody waits there for it."""
    one, other = kata.PostOffice(), kata.PostOffice()
    one.send("ann", "left at the one")
    other.send("ann", "left at the other")
    assert other.receive("ann") == "left at the other"
    assert one.receive("ann") == "left at the one"


@pytest.mark.explore(all_joined=True)
@pytest.mark.parametrize("order", [["ann", "bob"], ["bob", "ann"]], ids="-".join)
def test_two_wait_for_different_letters(kata, order):
    """Ann came first. Whoever the first letter is for gets it."""
    office, got = kata.PostOffice(), []
    people = []
    for name in ("ann", "bob"):
        people.append(receiver(office, got, name))
        time.sleep(1)
    for name in order:
        office.send(name, f"for {name}")
    for one in people:
        one.join()
    checks.each_came_once(got, [("ann", "for ann"), ("bob", "for bob")])


@pytest.mark.explore(wakeups="any", hammer=False)
def test_a_notify_may_wake_anybody(kata):
    """Ann came first and her letter comes first. That she is woken first is nowhere promised."""
    office, got = kata.PostOffice(), []
    people = []
    for name in ("ann", "bob"):
        people.append(receiver(office, got, name))
        time.sleep(1)
    for name in ("ann", "bob"):
        office.send(name, f"for {name}")
    for one in people:
        one.join()
    checks.each_came_once(got, [("ann", "for ann"), ("bob", "for bob")])


def test_a_new_name(kata):
    """Two threads use a name for the first time, one to send and one to receive."""
    office, got = kata.PostOffice(), []
    checks.together(sender=lambda: office.send("ann", "hello"), ann=lambda: got.append(office.receive("ann")))
    checks.in_order(got, ["hello"])


@pytest.mark.explore(all_joined=True)
def test_two_wait_under_one_name(kata):
    """Two letters come, and each of the two gets one of them."""
    office, got = kata.PostOffice(), []
    checks.together(
        sender=lambda: [office.send("ann", letter) for letter in ("one", "other")],
        left=lambda: got.append(office.receive("ann")),
        right=lambda: got.append(office.receive("ann")),
    )
    checks.each_came_once(got, ["one", "other"])


@pytest.mark.explore(spurious=True, hammer=False)
def test_a_wait_may_return_without_a_notify(kata):
    """Whoever wakes up for no reason finds no letter, and waits on."""
    office, got = kata.PostOffice(), []
    ann = receiver(office, got, "ann")
    office.send("ann", "hello")
    ann.join()
    checks.in_order(got, [("ann", "hello")])
