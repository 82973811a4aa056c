"""A post office, in which everybody waits for letters of their own."""


class PostOffice:
    """Letters for people who fetch them. Build it from what `threading` has."""

    def __init__(self) -> None:
        raise NotImplementedError

    def send(self, name: str, letter: object) -> None:
        """Leave a letter for the one with this *name*, who may have been waiting for it, or come much later.

        letter: anything, None too.
        """
        raise NotImplementedError

    def receive(self, name: str) -> object:
        """Return the oldest letter for this *name*, which nobody else gets then; wait until there is one.

        Several threads may wait at the same time, for different names or for the same one.
        """
        raise NotImplementedError
