"""A lock that readers share and writers have for themselves."""

from contextlib import AbstractContextManager


class SharedLock:
    """A lock of two kinds: `with lock.reading():` and `with lock.writing():`.

    Any number of threads may be reading at the same time. Who is writing is alone: nobody else reads or writes.
    Build it from what `threading` has.
    """

    def __init__(self) -> None:
        raise NotImplementedError

    def reading(self) -> AbstractContextManager[None]:
        """Return a with-block for somebody who looks: it waits while somebody is writing, and only then.

        It may be left in any way, also by an exception, which goes on its way.
        """
        raise NotImplementedError

    def writing(self) -> AbstractContextManager[None]:
        """Return a with-block for somebody who changes things: it waits until nobody is reading or writing.

        It may be left in any way, also by an exception, which goes on its way.
        """
        raise NotImplementedError
