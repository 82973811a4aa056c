"""Wrong: prints the answer, and returns nothing."""


def classify(spans):
    for a in spans:
        for b in spans:
            if a[0] != b[0] and a[1] < b[2] and b[1] < a[2]:
                print("parallel")
    print("sequential")
