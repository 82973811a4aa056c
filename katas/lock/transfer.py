"""Two locks and no deadlock."""


class Account:
    """A bank account that threads share.

    number: no two accounts have the same.
    balance: the money in it, never less than 0. It can be read as `account.balance`.
    """

    def __init__(self, number: int, balance: int) -> None:
        raise NotImplementedError


def transfer(source: Account, target: Account, amount: int) -> bool:
    """Move *amount* from one account to another, if the source has that much.

    Return True if it was moved, False if the source has too little; then nothing is changed.

    Any number of transfers may run at the same time, to and fro between the same two accounts, in a circle, and from an
    account to itself (which changes nothing). Money is neither made nor lost, and nobody waits for ever.
    """
    raise NotImplementedError
