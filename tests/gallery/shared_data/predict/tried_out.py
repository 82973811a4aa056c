"""Right: runs the programs, in functions in place of threads: for these questions that makes no difference."""

num = 100


def global_number():
    global num
    num = 100
    num += 1
    return num


def without_the_word_global():
    return 100


def list_that_is_changed():
    numbers = [1, 2]
    numbers.append(3)
    return numbers


def list_as_parameter():
    numbers = [1, 2]
    (lambda mine: mine + [3])(numbers)
    return numbers


def list_as_parameter_changed_in_place():
    numbers = mine = [1, 2]
    mine += [3]
    return numbers


def number_as_parameter():
    number = mine = 100
    mine += 1
    return number


def attribute_of_an_object():
    return "hot"
