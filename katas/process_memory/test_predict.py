"""What does the parent see? Each spec runs the little program and compares what came out with your answer."""

import multiprocessing
from multiprocessing import Process

import pytest

pytestmark = pytest.mark.real

num = 100


def run(work, *args):
    """Start a process that runs work, and join it."""
    process = Process(target=work, args=args)
    process.start()
    process.join()


def add_one():
    """Change the global variable."""
    global num  # noqa: PLW0603 - that is what it is about
    num += 1


def add_one_and_tell(answer):
    """Change the global variable, and tell what it is then."""
    add_one()
    answer.send(num)


def append(numbers):
    """Change a list."""
    numbers.append(3)


def add_to_value(shared):
    """Change a number."""
    shared.value += 1


def set_first(shared):
    """Change the first item."""
    shared[0] = 7


def append_to_first(shared):
    """Change what the first item is."""
    shared[0].append(3)


def append_and_send(numbers, shared):
    """Change a list, and send it."""
    numbers.append(3)
    shared.put(numbers)


def tell(answer):
    """Tell what the global variable is."""
    answer.send(num)


class Oven(Process):
    """A process with an attribute."""

    state = "cold"

    def run(self):
        """Heat."""
        self.state = "hot"


def test_global_number(kata):
    """The program: `global num; num += 1`."""
    run(add_one)
    assert kata.global_number() == num


def test_what_the_child_prints(kata):
    """The program: `global num; num += 1; print(num)`."""
    here, there = multiprocessing.Pipe(duplex=False)
    run(add_one_and_tell, there)
    assert kata.what_the_child_prints() == here.recv()


def test_list_as_argument(kata):
    """The program: `numbers.append(3)`, of an argument."""
    numbers = [1, 2]
    run(append, numbers)
    assert kata.list_as_argument() == numbers


def test_attribute_of_the_process(kata):
    """The program: `self.state = "hot"`, in `run`."""
    oven = Oven()
    oven.start()
    oven.join()
    assert kata.attribute_of_the_process() == oven.state


def test_shared_value(kata):
    """The program: `shared.value += 1`, of a Value."""
    shared = multiprocessing.Value("i", 100)
    run(add_to_value, shared)
    assert kata.shared_value() == shared.value


def test_shared_array(kata):
    """The program: `shared[0] = 7`, of an Array."""
    shared = multiprocessing.Array("i", [1, 2])
    run(set_first, shared)
    assert kata.shared_array() == shared[:]


def test_managed_list(kata):
    """The program: `shared.append(3)`, of a Manager's list."""
    with multiprocessing.Manager() as manager:
        shared = manager.list([1, 2])
        run(append, shared)
        assert kata.managed_list() == list(shared)


def test_list_in_a_managed_list(kata):
    """The program: `shared[0].append(3)`, of a Manager's list."""
    with multiprocessing.Manager() as manager:
        shared = manager.list([[1, 2]])
        run(append_to_first, shared)
        assert kata.list_in_a_managed_list() == list(shared)


def test_sent_through_a_queue(kata):
    """The program: `numbers.append(3); shared.put(numbers)`."""
    shared = multiprocessing.Queue()
    process = Process(target=append_and_send, args=([1, 2], shared))
    process.start()
    happened = shared.get()
    process.join()
    assert kata.sent_through_a_queue() == happened


@pytest.mark.parametrize("method", ["fork", "spawn", "forkserver"])
def test_changed_before_the_start(kata, method):
    """The program: `num = 200` before the start of a child that prints `num`."""
    globals()["num"] = 200
    context = multiprocessing.get_context(method)
    here, there = context.Pipe(duplex=False)
    process = context.Process(target=tell, args=(there,))
    process.start()
    process.join()
    globals()["num"] = 100
    assert kata.changed_before_the_start(method) == here.recv()
