"""Sets the value, and nobody increments."""


def lose_updates(counter, threads):
    counter.value = 1
