"""What does the main thread see? Each spec runs the little program and compares what came out with your answer."""

import threading

import pytest

pytestmark = pytest.mark.explore(schedules=20)

num = 100
numbers = [1, 2]


class Tea:
    """Has a state."""

    state = "unknown"


def run(work, *args):
    """Start a thread that runs work, and join it."""
    thread = threading.Thread(target=work, args=args)
    thread.start()
    thread.join()


def test_global_number(kata):
    """The program: `global num; num += 1`."""

    def work():
        global num  # noqa: PLW0603 - that is what it is about
        num += 1

    globals()["num"] = 100
    run(work)
    assert kata.global_number() == num


def test_without_the_word_global(kata):
    """The program: `num = 101`, in a function."""

    def work():
        num = 101  # noqa: F841 - that is what it is about

    globals()["num"] = 100
    run(work)
    assert kata.without_the_word_global() == num


def test_list_that_is_changed(kata):
    """The program: `numbers.append(3)`."""

    def work():
        numbers.append(3)

    numbers[:] = [1, 2]
    run(work)
    assert kata.list_that_is_changed() == numbers


def test_list_as_parameter(kata):
    """The program: `mine = mine + [3]`, of a parameter."""

    def work(mine):
        mine = mine + [3]  # noqa: RUF005 - that is what it is about

    numbers[:] = [1, 2]
    run(work, numbers)
    assert kata.list_as_parameter() == numbers


def test_list_as_parameter_changed_in_place(kata):
    """The program: `mine += [3]`, of a parameter."""

    def work(mine):
        mine += [3]

    numbers[:] = [1, 2]
    run(work, numbers)
    assert kata.list_as_parameter_changed_in_place() == numbers


def test_number_as_parameter(kata):
    """The program: `mine += 1`, of a parameter."""

    def work(mine):
        mine += 1

    globals()["num"] = 100
    run(work, num)
    assert kata.number_as_parameter() == num


def test_attribute_of_an_object(kata):
    """The program: an attribute is set, and then the parameter gets another object, whose attribute is set."""

    def work(tea):
        tea.state = "hot"
        tea = Tea()
        tea.state = "spilled"

    tea = Tea()
    tea.state = "cold"
    run(work, tea)
    assert kata.attribute_of_an_object() == tea.state
