"""What does a queue between processes do? Say it first; the spec then tries it out and compares.

Each function returns your answer to one question: fill in a value, no queue is needed. The programs stand in
`test_predict.py`, one for each question. Where an exception might be raised, answer with its name alone, such as
"KeyError", or with "nothing happens". `Queue` is `multiprocessing.Queue`.
"""


def put_into_a_full_one() -> str:
    """`box = Queue(1)`, `box.put("a")`, `box.put("b", block=False)`."""
    raise NotImplementedError


def get_from_an_empty_one() -> str:
    """`box = Queue()`, `box.get(block=False)`."""
    raise NotImplementedError


def module_of_these_exceptions() -> str:
    """Return the name of the module in which the classes of these exceptions stand."""
    raise NotImplementedError


def no_maximum_size() -> str:
    """`box = Queue(0)`, and a hundred times `box.put_nowait("a")`."""
    raise NotImplementedError


def timeout_without_block() -> str:
    """`box = Queue(1)`, `box.put("a")`, `box.put("b", False, 3600)`.

    When does that end? Answer "after an hour" or "at once".
    """
    raise NotImplementedError


def same_object() -> bool:
    """`letter = ["Dear Ann"]`, `box.put(letter)`. Return what `box.get() is letter` is."""
    raise NotImplementedError


def put_what_cannot_be_pickled() -> str:
    """`box.put(lambda: "Dear Ann")`; say what happens in the process that says so."""
    raise NotImplementedError


def and_does_it_arrive() -> bool:
    """Return whether somebody who waits for that item gets it."""
    raise NotImplementedError


def put_after_close() -> str:
    """`box.close()`, `box.put("a")`."""
    raise NotImplementedError


def small_item_nobody_gets() -> bool:
    """A child says `box.put("a")`, which is the end of its code. The parent says `child.join(...)`, and never gets it.

    Return whether the child ends.
    """
    raise NotImplementedError


def large_item_nobody_gets() -> bool:
    """The same with an item of a million letters."""
    raise NotImplementedError
