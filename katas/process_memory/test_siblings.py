"""What two processes see of each other, that have the same parent."""

import multiprocessing
import os
from functools import partial

import pytest

import checks

pytestmark = pytest.mark.real

num = 100


def add(amount):
    """Change the global variable."""
    global num  # noqa: PLW0603 - that is what it is about
    num += amount


def see():
    """Return the global variable."""
    return num


def add_to(number, amount):
    """Change a number that is shared."""
    with number.get_lock():
        number.value += amount


def see_number(number):
    """Return a number that is shared."""
    return number.value


def set_item(items, index, item):
    """Change something with items that is shared."""
    items[index] = item


def see_items(items):
    """Return the items of something that is shared."""
    return list(items)


def test_each_sees_its_own(kata):
    """A global variable that is 100 at first: the siblings add 1 and 10, and here nothing has changed."""
    assert kata.look_around([partial(add, 1), partial(add, 10)], see) == [101, 110, 100]


def test_each_in_a_process_of_its_own(kata):
    """Three changes, three processes; the last look is here."""
    seen = kata.look_around([int, int, int], os.getpid)
    assert len(seen) == 4, f"each of the three looks once, and this process once; what came back is {seen}"
    assert len(set(seen)) == 4, "each of the three is to be a process of its own"
    assert seen[-1] == os.getpid(), "the last one to look is to be the process that called"


def change_first(spans):
    """Make the change that the other one waits for."""
    spans.point("first change")


def change_later(spans):
    """Make a change, a while after the other one."""
    spans.wait_for("first change")
    checks.linger()
    spans.point("second change")


def see_changes(spans):
    """Return what was changed up to now."""
    return spans.points


def test_nobody_looks_before_all_have_made_their_changes(kata, tmp_path):
    """The first one is ready long before the second one, and waits for it."""
    spans = checks.ProcessSpans(tmp_path)
    changes = [partial(change, spans) for change in (change_first, change_later)]
    for seen in kata.look_around(changes, partial(see_changes, spans)):
        assert seen == ["first change", "second change"], "somebody looked before all had made their changes"


def take_note(spans, parent):
    """Look who looks; the parent sees that nobody else is left."""
    spans.point("look")
    if os.getpid() == parent:
        checks.all_joined()


def test_the_last_look_is_here_when_all_have_ended(kata, tmp_path):
    """After the others, and not while one of them is still there: who does not wait for them is here before."""
    spans = checks.ProcessSpans(tmp_path)
    kata.look_around([int, checks.let_others_go_on], partial(take_note, spans, os.getpid()))
    assert spans.points == ["look"] * 3, "each of the two looks once, and this process once"
    assert spans.marks[-1].pid == os.getpid(), "the last one to look is to be the process that called"


def test_answers_are_in_order_of_the_changes(kata, tmp_path):
    """Not in the order in which they come: here the first process is slow to look."""
    slow_one = multiprocessing.Value("i", 0)
    seen = kata.look_around([partial(be_slow, slow_one), int], partial(see_slowly, slow_one))
    assert seen == ["the slow one", "another", "another"]


def be_slow(slow_one):
    """Make known that this process is the slow one."""
    slow_one.value = os.getpid()


def see_slowly(slow_one):
    """Return whether this is the slow one, which takes a while."""
    if slow_one.value != os.getpid():
        return "another"
    checks.linger()
    return "the slow one"


def test_a_value_is_shared(kata):
    """A number that the processes share: everybody sees what everybody has added."""
    number = multiprocessing.Value("i", 100)
    changes = [partial(add_to, number, 1), partial(add_to, number, 10)]
    assert kata.look_around(changes, partial(see_number, number)) == [111, 111, 111]


def test_an_array_is_shared(kata):
    """The same with several numbers."""
    numbers = multiprocessing.Array("i", [0, 0])
    changes = [partial(set_item, numbers, index, item) for index, item in enumerate([5, 7])]
    assert kata.look_around(changes, partial(see_items, numbers)) == [[5, 7]] * 3


def test_what_a_manager_has_is_shared(kata):
    """The same with a list that lives in a process of its own."""
    with multiprocessing.Manager() as manager:
        items = manager.list(["", ""])
        changes = [partial(set_item, items, index, item) for index, item in enumerate(["tea", "cake"])]
        assert kata.look_around(changes, partial(see_items, items)) == [["tea", "cake"]] * 3
