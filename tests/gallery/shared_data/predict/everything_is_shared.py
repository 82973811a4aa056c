"""Wrong: believes that whatever a thread assigns is seen by all."""


def global_number():
    return 101


def without_the_word_global():
    return 101


def list_that_is_changed():
    return [1, 2, 3]


def list_as_parameter():
    return [1, 2, 3]


def list_as_parameter_changed_in_place():
    return [1, 2, 3]


def number_as_parameter():
    return 101


def attribute_of_an_object():
    return "spilled"
