"""Lists under names, in the hands of a manager."""

from multiprocessing.managers import SyncManager


class Register:
    """A list for each name, empty at first, that all processes see which have the register.

    A process gets it as an argument (`Process(target=work, args=(register,))`), however processes are started.

    manager: keeps what is shared; it is running already, and whoever started it also ends it. Start no other process.
    """

    def __init__(self, manager: SyncManager) -> None:
        raise NotImplementedError

    def add(self, name: str, item: object) -> None:
        """Append *item* to the list under this *name*. Processes may do so at the same time, and nothing is lost."""
        raise NotImplementedError

    def items(self, name: str) -> list[object]:
        """Return what was added under this *name*, in order, as a list of Python's own; no name is unknown."""
        raise NotImplementedError
