"""Right: a condition, and a group that is full or given up."""

import threading


def cross(names, seats, patience, travel):
    changed = threading.Condition()
    groups = [[]]
    given_up = []

    def passenger(name):
        with changed:
            group = groups[-1]
            group.append(name)
            if len(group) == seats:
                groups.append([])
                changed.notify_all()
            elif not given_up:
                changed.wait_for(lambda: len(group) == seats or given_up, patience)
            if len(group) < seats:
                given_up.append(True)
                changed.notify_all()
                group.clear()
                left_behind.append(name)
                return
        travel(name)

    left_behind = []

    threads = [threading.Thread(target=passenger, args=(name,)) for name in names]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return left_behind
