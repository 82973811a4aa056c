"""Wrong: believes that a join with a timeout waits for the end, as any other join."""


def possible_outputs(program, children):
    found = set()

    def go_on(at, running, printed):
        if at == len(program) and not any(running.values()):
            found.add(printed)
            return
        for name, lines in running.items():
            if lines:
                go_on(at, {**running, name: lines[1:]}, (*printed, lines[0]))
        if at == len(program):
            return
        action, _, about = program[at].partition(" ")
        if action == "print":
            go_on(at + 1, running, (*printed, about))
        elif action == "start":
            go_on(at + 1, {**running, about: children[about]}, printed)
        elif not running[about.partition(" ")[0]]:
            go_on(at + 1, running, printed)

    go_on(0, {}, ())
    return found
