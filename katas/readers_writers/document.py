"""A text that many look at and few change."""

from collections.abc import Callable


class Document:
    """A text that any number of threads look at, at the same time; who changes it is alone meanwhile.

    A lock for it is in this folder: `from .writer_first import WriterFirst`.

    text: what stands in it at first.
    """

    def __init__(self, text: str) -> None:
        raise NotImplementedError

    def read(self, show: Callable[[str], object]) -> None:
        """Call *show* with the text, and let nobody change it until *show* has returned. Others may read meanwhile."""
        raise NotImplementedError

    def edit(self, change: Callable[[str], str]) -> None:
        """Replace the text by what *change* makes of it. Nobody reads or edits while *change* is working.

        If *change* raises, the text stays as it was, and the exception goes on its way.
        """
        raise NotImplementedError

    def edit_if(self, wanted: Callable[[str], bool], change: Callable[[str], str]) -> bool:
        """Replace the text by what *change* makes of it if *wanted* says so of the text; return whether that was done.

        Most of the time the answer is no. So ask first as a reader does, beside all others who read: call *wanted* with
        the text; if it returns False, that is all. Only who has a reason keeps the readers out.

        *change* is never called with a text that *wanted* has not been called with, and has answered True to.
        """
        raise NotImplementedError
