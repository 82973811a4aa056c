"""Wrong: two cores were used, so it must have been parallel."""


def classify(spans):
    if len({core for *_, core in spans}) > 1:
        return "parallel"
    for one in spans:
        for other in spans:
            if one[0] != other[0] and one[1] < other[2] and other[1] < one[2]:
                return "concurrent"
    return "sequential"
