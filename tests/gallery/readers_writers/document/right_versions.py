"""Marks each text with a number: only if nobody has written since, the first answer is still good."""

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
            self.text, self.version = change(self.text), self.version + 1

    version = 0

    def edit_if(self, wanted, change):
        while True:
            with self.lock.reading():
                seen = self.version
                if not wanted(self.text):
                    return False
            with self.lock.writing():
                if self.version == seen:
                    self.text, self.version = change(self.text), self.version + 1
                    return True
