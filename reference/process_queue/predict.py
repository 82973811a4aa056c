"""What a queue between processes does."""


def put_into_a_full_one() -> str:
    """Without `block` it does not wait for room."""
    return "Full"


def get_from_an_empty_one() -> str:
    """Without `block` it does not wait for an item."""
    return "Empty"


def module_of_these_exceptions() -> str:
    """They are those of the queues between threads."""
    return "queue"


def no_maximum_size() -> str:
    """0 and less stand for the largest number that the system has for it: on Linux 2,147,483,647."""
    return "nothing happens"


def timeout_without_block() -> str:
    """Without `block` the timeout is not looked at."""
    return "at once"


def same_object() -> bool:
    """What comes out was built anew from what was sent through a pipe."""
    return False


def put_what_cannot_be_pickled() -> str:
    """`put` only lays it down for a thread that pickles and sends; that thread prints the traceback, and goes on."""
    return "nothing happens"


def and_does_it_arrive() -> bool:
    """It was never sent."""
    return False


def put_after_close() -> str:
    """`close` says that this process will put nothing more."""
    return "ValueError"


def small_item_nobody_gets() -> bool:
    """The pipe has room for it, and so it is sent."""
    return True


def large_item_nobody_gets() -> bool:
    """The pipe has not: its thread waits for somebody to read, and at its end the process waits for that thread."""
    return False
