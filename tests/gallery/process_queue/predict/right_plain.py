"""Right: nothing but the answers."""


def put_into_a_full_one():
    return "Full"


def get_from_an_empty_one():
    return "Empty"


def module_of_these_exceptions():
    return "queue"


def no_maximum_size():
    return "nothing happens"


def timeout_without_block():
    return "at once"


def same_object():
    return False


def put_what_cannot_be_pickled():
    return "nothing happens"


def and_does_it_arrive():
    return False


def put_after_close():
    return "ValueError"


def small_item_nobody_gets():
    return True


def large_item_nobody_gets():
    return False
