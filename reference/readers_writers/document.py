"""A text that many look at and few change.

Nobody becomes a writer while still reading: two who try that wait for each other. `edit_if` stops reading first, and
then has to ask again, since another writer may have been there in between.
"""

from collections.abc import Callable

from .writer_first import WriterFirst


class Document:
    """A text that any number of threads look at, at the same time; who changes it is alone meanwhile.

    text: what stands in it at first.
    """

    def __init__(self, text: str) -> None:
        self._text = text
        self._lock = WriterFirst()

    def read(self, show: Callable[[str], object]) -> None:
        """Call *show* with the text, and let nobody change it until *show* has returned. Others may read meanwhile."""
        with self._lock.reading():
            show(self._text)

    def edit(self, change: Callable[[str], str]) -> None:
        """Replace the text by what *change* makes of it. Nobody reads or edits while *change* is working."""
        with self._lock.writing():
            self._text = change(self._text)

    def edit_if(self, wanted: Callable[[str], bool], change: Callable[[str], str]) -> bool:
        """Replace the text by what *change* makes of it if *wanted* says so of the text; return whether that was done.

        *change* is never called with a text that *wanted* has not been called with, and has answered True to.
        """
        with self._lock.reading():
            if not wanted(self._text):
                return False
        with self._lock.writing():
            if not wanted(self._text):
                return False
            self._text = change(self._text)
            return True
