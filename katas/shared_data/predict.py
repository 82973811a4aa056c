"""What does the main thread see, when a thread has changed something and has ended? Say it first, then it is tried out.

Each function returns what the program in its docstring prints. In all of them `main` does this: it starts one thread
that runs `work`, joins it, and prints.
"""


def global_number() -> int:
    """Return what is printed by a program that begins with `num = 100`.

    work:  global num;  num += 1
    main:  print(num)
    """
    raise NotImplementedError


def without_the_word_global() -> int:
    """Return what is printed by a program that begins with `num = 100`.

    work:  num = 101
    main:  print(num)
    """
    raise NotImplementedError


def list_that_is_changed() -> list[int]:
    """Return what is printed by a program that begins with `numbers = [1, 2]`.

    work:  numbers.append(3)
    main:  print(numbers)
    """
    raise NotImplementedError


def list_as_parameter() -> list[int]:
    """Return what is printed by a program that begins with `numbers = [1, 2]`; work gets `numbers` as `mine`.

    work:  mine = mine + [3]
    main:  print(numbers)
    """
    raise NotImplementedError


def list_as_parameter_changed_in_place() -> list[int]:
    """Return what is printed by a program that begins with `numbers = [1, 2]`; work gets `numbers` as `mine`.

    work:  mine += [3]
    main:  print(numbers)
    """
    raise NotImplementedError


def number_as_parameter() -> int:
    """Return what is printed by a program that begins with `num = 100`; work gets `num` as `mine`.

    work:  mine += 1
    main:  print(num)
    """
    raise NotImplementedError


def attribute_of_an_object() -> str:
    """Return what is printed by a program that begins with `tea = Tea()` and `tea.state = "cold"`; work gets `tea`.

    work:  tea.state = "hot";  tea = Tea();  tea.state = "spilled"
    main:  print(tea.state)
    """
    raise NotImplementedError
