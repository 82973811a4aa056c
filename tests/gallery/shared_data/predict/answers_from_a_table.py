"""Right: all answers in one place."""

global_number = lambda: 101
without_the_word_global = lambda: 100
list_that_is_changed = lambda: [1, 2, 3]
list_as_parameter = lambda: [1, 2]
list_as_parameter_changed_in_place = lambda: [1, 2, 3]
number_as_parameter = lambda: 100
attribute_of_an_object = lambda: "hot"
