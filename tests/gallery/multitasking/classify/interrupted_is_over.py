"""Wrong: who is interrupted is taken for one who has ended."""


def classify(spans):
    answer = "sequential"
    for one in spans:
        for other in spans:
            if one[0] != other[0] and one[1] < other[2] and other[1] < one[2]:
                if one[3] != other[3]:
                    return "parallel"
                answer = "concurrent"
    return answer
