"""A bank in which money is always somewhere.

A lock for each account, taken in alphabetical order by everybody, also by whoever looks at all of them. Then whoever
waits for a lock holds only earlier ones, and no circle can close.
"""

import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager


class Bank:
    """Accounts that threads share, and a journal of what was moved.

    balances: the money of each account, by the name of its owner. Who reads or changes one holds that account's lock.
    journal: is called as `journal(source, target, amount)` during each transfer that moves money.
    """

    def __init__(self, balances: dict[str, int], journal: Callable[[str, str, int], object]) -> None:
        self._balances = dict(balances)
        self._journal = journal
        self._locks = {owner: threading.Lock() for owner in balances}

    def transfer(self, source: str, target: str, amount: int) -> bool:
        """Move money from one account to another, if the source has that much, and enter it in the journal."""
        with self._locked({source, target}):
            if self._balances[source] < amount:
                return False
            self._journal(source, target, amount)  # may raise, so it comes before the money is touched
            self._balances[source] -= amount
            self._balances[target] += amount
            return True

    def total(self) -> int:
        """Return the money in all accounts together, as it was at one moment."""
        with self._locked(set(self._locks)):
            return sum(self._balances.values())

    def balance(self, owner: str) -> int:
        """Return the money in one account."""
        with self._locked({owner}):
            return self._balances[owner]

    @contextmanager
    def _locked(self, owners: set[str]) -> Iterator[None]:
        """Hold the locks of these accounts: each once, and all threads in the same order."""
        with ExitStack() as held:
            for owner in sorted(owners):
                held.enter_context(self._locks[owner])
            yield
