"""Wrong: as the document tells it: the child begins only when the parent has come to its end, or to a join."""


def possible_outputs(program, children):
    lines, waiting = [], []
    for step in program:
        action, _, about = step.partition(" ")
        if action == "print":
            lines.append(about)
        elif action == "start":
            waiting.append(about)
        else:
            for name in waiting:
                lines += children[name]
            waiting = []
    for name in waiting:
        lines += children[name]
    return {tuple(lines)}
