"""What does the parent see, when a child has changed something and has ended? Say it first, then it is tried out.

Each function returns what the program in its docstring prints. Where nothing else is said, `main` does this: it starts
one process that runs `work`, joins it, and prints. `shared` is handed to the child as an argument.
"""


def global_number() -> int:
    """Return what is printed by a program that begins with `num = 100`.

    work:  global num;  num += 1
    main:  print(num)
    """
    raise NotImplementedError


def what_the_child_prints() -> int:
    """Return what the child prints in a program that begins with `num = 100`.

    work:  global num;  num += 1;  print(num)
    """
    raise NotImplementedError


def list_as_argument() -> list[int]:
    """Return what is printed by a program that begins with `numbers = [1, 2]`; work gets `numbers` as its argument.

    work:  numbers.append(3)
    main:  print(numbers)
    """
    raise NotImplementedError


def attribute_of_the_process() -> str:
    """Return what is printed by a program with a `class Oven(Process)`, whose `state` is "cold" at first.

    run:   self.state = "hot"
    main:  oven = Oven();  oven.start();  oven.join();  print(oven.state)
    """
    raise NotImplementedError


def shared_value() -> int:
    """Return what is printed by a program that begins with `shared = multiprocessing.Value("i", 100)`.

    work:  shared.value += 1
    main:  print(shared.value)
    """
    raise NotImplementedError


def shared_array() -> list[int]:
    """Return what is printed by a program that begins with `shared = multiprocessing.Array("i", [1, 2])`.

    work:  shared[0] = 7
    main:  print(list(shared))
    """
    raise NotImplementedError


def managed_list() -> list[int]:
    """Return what is printed by a program that begins with `shared = multiprocessing.Manager().list([1, 2])`.

    work:  shared.append(3)
    main:  print(list(shared))
    """
    raise NotImplementedError


def list_in_a_managed_list() -> list[list[int]]:
    """Return what is printed by a program that begins with `shared = multiprocessing.Manager().list([[1, 2]])`.

    work:  shared[0].append(3)
    main:  print(list(shared))
    """
    raise NotImplementedError


def sent_through_a_queue() -> list[int]:
    """Return what is printed by a program that begins with `numbers = [1, 2]` and `shared = multiprocessing.Queue()`.

    work:  numbers.append(3);  shared.put(numbers)
    main:  print(shared.get())
    """
    raise NotImplementedError


def changed_before_the_start(start_method: str) -> int:
    """Return what the child prints in a program that begins with `num = 100`, at the top of its file.

    work:  print(num)
    main:  global num;  num = 200;  and only then it starts the child

    start_method: how processes are started: "fork", "spawn" or "forkserver".
    """
    raise NotImplementedError
