"""The rule behind it: a circle of different threads of whom no two hold the same lock."""


def may_deadlock(plans):
    requests = [
        (thread, frozenset(plan[:place]), plan[place])
        for thread, plan in enumerate(plans)
        for place in range(1, len(plan))
    ]

    def close(circle):
        _, first_held, _ = circle[0]
        wanted = circle[-1][2]
        if len(circle) > 1 and wanted in first_held:
            return True
        for request in requests:
            thread, held, _ = request
            apart = all(thread != other and not held & others for other, others, _ in circle)
            if apart and wanted in held and close([*circle, request]):
                return True
        return False

    return any(close([request]) for request in requests)
