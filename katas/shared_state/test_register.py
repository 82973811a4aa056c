"""What a `Register` has to do."""

import multiprocessing
from multiprocessing import Process

import pytest

import checks

pytestmark = pytest.mark.real


@pytest.fixture
def manager():
    """A manager that is running; it ends after the spec."""
    with multiprocessing.Manager() as manager:
        yield manager


def run(*processes):
    """Start these processes, and wait until they have ended."""
    for process in processes:
        process.start()
    for process in processes:
        process.join()


def test_no_name_is_unknown(kata, manager):
    """Nothing was added, so there is an empty list; a plain one."""
    items = kata.Register(manager).items("tea")
    assert items == []
    assert type(items) is list


def test_what_was_added_is_there(kata, manager):
    """In order, for each name."""
    register = kata.Register(manager)
    for name, item in (("tea", "green"), ("cake", "plum"), ("tea", "black"), ("tea", "green")):
        register.add(name, item)
    assert register.items("tea") == ["green", "black", "green"]
    assert register.items("cake") == ["plum"]
    assert type(register.items("tea")) is list


def test_the_list_that_comes_back_is_a_copy(kata, manager):
    """Whoever changes it changes nothing in the register."""
    register = kata.Register(manager)
    register.add("tea", "green")
    register.items("tea").append("lemonade")
    register.items("cake").append("plum")
    assert (register.items("tea"), register.items("cake")) == (["green"], [])


def add_one(register, name, item):
    """Add something, in another process."""
    register.add(name, item)


def test_processes_share_it(kata, manager):
    """Two children, one after the other: the second one appends to what the first one has begun."""
    register = kata.Register(manager)
    run(Process(target=add_one, args=(register, "tea", "green")))
    run(Process(target=add_one, args=(register, "tea", "black")))
    register.add("tea", "white")
    assert register.items("tea") == ["green", "black", "white"]


def test_where_processes_are_spawned(kata, manager):
    """A new process that inherits nothing gets the register all the same: all that it is made of can be sent."""
    multiprocessing.set_start_method("spawn", force=True)
    register = kata.Register(manager)
    run(Process(target=add_one, args=(register, "tea", "green")))
    assert register.items("tea") == ["green"]


def test_two_registers_are_two(kata, manager):
    """They have the manager in common, and nothing else."""
    one, other = kata.Register(manager), kata.Register(manager)
    one.add("tea", "green")
    assert (one.items("tea"), other.items("tea")) == (["green"], [])


class Slow:
    """An item that takes its time when it is sent to the manager: until the others have come as far as they can."""

    def __init__(self, spans, *processes):
        self.spans = spans
        self.processes = processes

    def __reduce__(self):
        """Be sent as a text."""
        self.spans.point("on its way")
        checks.until_quiet(*self.processes)
        return str, ("slow",)


def add_meanwhile(register, spans):
    """Add something while the other item is on its way to the manager."""
    spans.point("ready")
    spans.wait_for("on its way")
    register.add("tea", "quick")


@pytest.mark.parametrize("before", [[], ["green"]], ids=["a new name", "a name that is there"])
def test_nothing_gets_lost(kata, manager, tmp_path, before):
    """An item is on its way from here. Now another process adds one, as far as it can; then the first one arrives."""
    register, spans = kata.Register(manager), checks.ProcessSpans(tmp_path)
    for item in before:
        register.add("tea", item)
    (server,) = multiprocessing.active_children()
    other = Process(target=add_meanwhile, args=(register, spans), name="other")
    other.start()
    spans.wait_for("ready")
    register.add("tea", Slow(spans, other.pid, server.pid))
    other.join()
    items = register.items("tea")
    assert {"slow", "quick"} <= set(items), f"'slow' and 'quick' were added, and the list is {items}: one got lost"
    checks.each_came_once(items, [*before, "slow", "quick"])
