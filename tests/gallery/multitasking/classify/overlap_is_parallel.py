"""Wrong: whatever overlaps is taken for parallel, also on one core."""


def classify(spans):
    for one in spans:
        for other in spans:
            if one[0] != other[0] and one[1] < other[2] and other[1] < one[2]:
                return "parallel"
    return "sequential"
