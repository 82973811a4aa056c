"""Wrong: takes a start for a call: the child has printed all when start returns."""


def possible_outputs(program, children):
    lines = []
    for step in program:
        action, _, about = step.partition(" ")
        if action == "print":
            lines.append(about)
        elif action == "start":
            lines += children[about]
    return {tuple(lines)}
