"""Right: nothing but the answers."""


def global_number():
    return 100


def what_the_child_prints():
    return 101


def list_as_argument():
    return [1, 2]


def attribute_of_the_process():
    return "cold"


def shared_value():
    return 101


def shared_array():
    return [7, 2]


def managed_list():
    return [1, 2, 3]


def list_in_a_managed_list():
    return [[1, 2]]


def sent_through_a_queue():
    return [1, 2, 3]


def changed_before_the_start(start_method):
    return 100 if start_method in ("spawn", "forkserver") else 200
