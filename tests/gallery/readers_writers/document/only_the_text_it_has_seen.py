"""Where the text is another one in the meantime, nothing is changed, and nobody asks whether it is still wanted."""

from .writer_first import WriterFirst


class Document:
    def __init__(self, text):
        self.text = text
        self.lock = WriterFirst()

    def read(self, show):
        with self.lock.reading():
            show(self.text)

    def edit(self, change):
        with self.lock.writing():
            self.text = change(self.text)

    def edit_if(self, wanted, change):
        with self.lock.reading():
            seen = self.text
            if not wanted(seen):
                return False
        with self.lock.writing():
            if self.text != seen:
                return False
            self.text = change(self.text)
            return True
