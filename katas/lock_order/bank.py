"""A bank in which money is always somewhere."""

from collections.abc import Callable


class Bank:
    """Accounts that threads share, and a journal of what was moved.

    balances: the money of each account, by the name of its owner.
    journal: is called as `journal(source, target, amount)`, once for each transfer that moves money, while it is under
        way. That takes long.
    """

    def __init__(self, balances: dict[str, int], journal: Callable[[str, str, int], object]) -> None:
        raise NotImplementedError

    def transfer(self, source: str, target: str, amount: int) -> bool:
        """Move money from one account to another, if the source has that much, and enter it in the journal.

        Return True if it was moved, False if the source has too little; then nothing is changed or entered. If the
        journal raises, nothing is changed, and the exception goes on to the caller.

        Transfers may run at the same time, to and fro, in a circle, and from an account to itself, which is entered
        like any other and changes nothing. From the look at the source's money until all is moved and entered, nobody
        else uses these two accounts, not even to ask for a balance. Who has to do with two other accounts is not kept
        waiting.
        """
        raise NotImplementedError

    def total(self) -> int:
        """Return the money in all accounts together, as it was at one moment: no transfer is half seen."""
        raise NotImplementedError

    def balance(self, owner: str) -> int:
        """Return the money in one account."""
        raise NotImplementedError
