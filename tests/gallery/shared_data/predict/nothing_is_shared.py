"""Wrong: believes that a thread has copies, as a process has."""


def global_number():
    return 100


def without_the_word_global():
    return 100


def list_that_is_changed():
    return [1, 2]


def list_as_parameter():
    return [1, 2]


def list_as_parameter_changed_in_place():
    return [1, 2]


def number_as_parameter():
    return 100


def attribute_of_an_object():
    return "cold"
