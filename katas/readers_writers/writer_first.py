"""The same lock, with writers who need not wait for readers that came after them."""

from contextlib import AbstractContextManager


class WriterFirst:
    """A lock as `SharedLock`: any number may be reading at the same time, and who is writing is alone.

    But writers go first: **while a writer waits, no reader begins.** Who is reading already may finish. When no writer
    writes or waits any more, all readers who have waited read at the same time.
    """

    def __init__(self) -> None:
        raise NotImplementedError

    def reading(self) -> AbstractContextManager[None]:
        """Return a with-block for somebody who looks: it waits while somebody is writing, or waits for that.

        It may be left in any way, also by an exception, which goes on its way.
        """
        raise NotImplementedError

    def writing(self) -> AbstractContextManager[None]:
        """Return a with-block for somebody who changes things: it waits until nobody is reading or writing.

        It may be left in any way, also by an exception, which goes on its way.
        """
        raise NotImplementedError
