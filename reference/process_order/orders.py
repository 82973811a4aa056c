"""The orders in which the lines of a program can come out, if it starts processes."""


def possible_outputs(program: list[str], children: dict[str, list[str]]) -> set[tuple[str, ...]]:
    """Return every order in which the lines of this program can be printed."""
    return _continuations(tuple(program), {}, children)


def _continuations(
    steps: tuple[str, ...], running: dict[str, tuple[str, ...]], children: dict[str, list[str]]
) -> set[tuple[str, ...]]:
    """Return what can still be printed.

    steps: what the parent has before it.
    running: the children that were started, each with the lines that it has before it.
    """
    outputs: set[tuple[str, ...]] = set()
    for name, lines in running.items():  # either one of the children is the next to print ...
        if lines:
            rest = _continuations(steps, running | {name: lines[1:]}, children)
            outputs |= {(lines[0], *output) for output in rest}
    if steps:  # ... or the parent does its next step, unless it waits for a child that has not ended
        action, _, about = steps[0].partition(" ")
        if action == "print":
            outputs |= {(about, *output) for output in _continuations(steps[1:], running, children)}
        elif action == "start":
            outputs |= _continuations(steps[1:], running | {about: tuple(children[about])}, children)
        elif not running.get(about):  # a join with a timeout can return at any time: it holds nobody back
            outputs |= _continuations(steps[1:], running, children)
    return outputs or {()}
