"""Wrong: believes that a program ends, and its children with it, when the parent has come to its end."""


def possible_outputs(program, children):
    found = set()

    def go_on(at, running, printed):
        if at == len(program):
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
        elif not running.get(about):
            go_on(at + 1, running, printed)

    go_on(0, {}, ())
    return found
