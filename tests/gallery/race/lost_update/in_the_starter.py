"""Increments in the calling thread, from within each other."""


def lose_updates(counter, threads):
    left = threads - 1

    def between():
        nonlocal left
        if left:
            left -= 1
            counter.increment()

    counter.between = between
    counter.increment()
