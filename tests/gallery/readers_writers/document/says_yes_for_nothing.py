"""Says True even when somebody else was quicker and nothing was left to do."""

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
        with self.lock.writing():
            self.text = change(self.text)

    def edit_if(self, wanted, change):
        with self.lock.reading():
            if not wanted(self.text):
                return False
        self.edit(lambda text: change(text) if wanted(text) else text)
        return True
