"""Changes what it saw when it asked; what was written meanwhile is lost."""

import contextlib
import threading


class ReadersAndWriters:
    def __init__(self):
        self.readers = 0
        self.mutex = threading.Lock()
        self.room = threading.Lock()

    @contextlib.contextmanager
    def reading(self):
        with self.mutex:
            self.readers += 1
            if self.readers == 1:
                self.room.acquire()
        try:
            yield
        finally:
            with self.mutex:
                self.readers -= 1
                if self.readers == 0:
                    self.room.release()

    def writing(self):
        return self.room


class Document:
    def __init__(self, text):
        self.text = text
        self.lock = ReadersAndWriters()

    def read(self, show):
        with self.lock.reading():
            show(self.text)

    def edit(self, change):
        with self.lock.reading():
            text = self.text
        changed = change(text)
        with self.lock.writing():
            self.text = changed

    def edit_if(self, wanted, change):
        with self.lock.reading():
            text = self.text
            if not wanted(text):
                return False
        with self.lock.writing():
            if not wanted(self.text):
                return False
            self.text = change(self.text)
            return True
