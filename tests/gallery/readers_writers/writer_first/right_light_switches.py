"""Two light switches: the first of a group turns the light on, the last one off (The Little Book of Semaphores)."""

import contextlib
import threading


class LightSwitch:
    def __init__(self, light):
        self.light = light
        self.count = 0
        self.mutex = threading.Lock()

    def __enter__(self):
        with self.mutex:
            self.count += 1
            if self.count == 1:
                self.light.acquire()

    def __exit__(self, *exception):
        with self.mutex:
            self.count -= 1
            if self.count == 0:
                self.light.release()


class WriterFirst:
    def __init__(self):
        self.no_readers = threading.Lock()
        self.no_writers = threading.Lock()
        self.reader_switch = LightSwitch(self.no_writers)
        self.writer_switch = LightSwitch(self.no_readers)

    @contextlib.contextmanager
    def reading(self):
        with self.no_readers:
            self.reader_switch.__enter__()
        try:
            yield
        finally:
            self.reader_switch.__exit__()

    @contextlib.contextmanager
    def writing(self):
        with self.writer_switch, self.no_writers:
            yield
