"""A lock of `threading` for everybody: readers wait for each other."""

import threading


class Document:
    def __init__(self, text):
        self.text = text
        self.lock = threading.Lock()

    def read(self, show):
        with self.lock:
            show(self.text)

    def edit(self, change):
        with self.lock:
            self.text = change(self.text)

    def edit_if(self, wanted, change):
        with self.lock:
            if wanted(self.text):
                self.text = change(self.text)
                return True
            return False
