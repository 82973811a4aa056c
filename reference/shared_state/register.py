"""Lists under names, in the hands of a manager.

The manager hands out copies. What is changed in a copy is put back, and a lock that the manager keeps as well makes one
step of taking it out and putting it back.
"""

from multiprocessing.managers import SyncManager


class Register:
    """A list for each name, empty at first, that all processes see which have the register.

    manager: keeps what is shared; it is running already, and whoever started it also ends it.
    """

    def __init__(self, manager: SyncManager) -> None:
        self._lists = manager.dict()
        self._lock = manager.Lock()

    def add(self, name: str, item: object) -> None:
        """Append *item* to the list under this *name*."""
        with self._lock:
            self._lists[name] = [*self.items(name), item]

    def items(self, name: str) -> list[object]:
        """Return what was added under this *name*, in order, as a list of Python's own; no name is unknown."""
        items: list[object] = self._lists.get(name, [])
        return items
