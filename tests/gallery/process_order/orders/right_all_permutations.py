"""Right: of all orders of the lines, those that keep what comes before what."""

from itertools import permutations


def possible_outputs(program, children):
    before, lines, started, joined, parent = set(), [], {}, [], []
    for step in program:
        action, _, about = step.partition(" ")
        if action == "start":
            started[about] = [len(lines) + number for number in range(len(children[about]))]
            own = started[about]
            lines += children[about]
            before |= set(zip(own, own[1:]))
            before |= {(line, own[0]) for line in parent + joined if own}
        elif action == "join":
            joined += started.get(about, [])
        else:
            before |= {(line, len(lines)) for line in parent + joined}
            parent.append(len(lines))
            lines.append(about)
    orders = (order for order in permutations(range(len(lines))))
    kept = (order for order in orders if all(order.index(one) < order.index(other) for one, other in before))
    return {tuple(lines[number] for number in order) for order in kept}
