"""Foretell a deadlock from the orders in which threads take their locks."""


def may_deadlock(plans: list[list[str]]) -> bool:
    """Return whether there is an interleaving in which some threads wait for each other for ever.

    plans: for each thread the names of the locks that it takes, one after the other and each once. A thread gives
        nothing back until it has all of them; then it gives all of them back, and has ended. ["a", "b"] is a thread
        that does `with a: with b: ...`.

    No threads are needed here. You are asked for the truth, not for a rule of thumb: different orders alone need not
    lead to a deadlock.
    """
    raise NotImplementedError
