"""The orders in which the lines of a program can come out, if it starts processes."""


def possible_outputs(program: list[str], children: dict[str, list[str]]) -> set[tuple[str, ...]]:
    """Return every order in which the lines of this program can be printed.

    program: what the parent process does, one step after the other:
        "print TEXT"      prints the line TEXT
        "start NAME"      starts the child process called NAME (`process.start()`)
        "join NAME"       waits until it has ended (`process.join()`)
        "join NAME 2"     waits until it has ended, at most two seconds, or whatever the number is (`process.join(2)`)
    children: for each child the lines that it prints, in this order.

    Nobody knows how long anything takes: any process may be held up anywhere, for any time. Each child is started once
    in the program, and joined only after that.

    Return the outputs as tuples of lines. They are outputs of the whole program, until all processes have ended.
    """
    raise NotImplementedError
