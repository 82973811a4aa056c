"""No threads at all: the caller prints."""


def alternate(limit, *, odd_first=False):
    for number in range(limit):
        print(number)
