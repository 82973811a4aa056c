"""A condition for readers and one for writers, on one lock; who leaves knows whom to wake."""

import threading


class Block:
    def __init__(self, enter, leave):
        self.enter = enter
        self.leave = leave

    def __enter__(self):
        self.enter()

    def __exit__(self, *exception):
        self.leave()


class WriterFirst:
    def __init__(self):
        lock = threading.Lock()
        self.to_read = threading.Condition(lock)
        self.to_write = threading.Condition(lock)
        self.readers = self.writers = self.writers_waiting = 0

    def reading(self):
        return Block(self.begin_to_read, self.end_to_read)

    def writing(self):
        return Block(self.begin_to_write, self.end_to_write)

    def begin_to_read(self):
        with self.to_read:
            self.to_read.wait_for(lambda: not self.writers and not self.writers_waiting)
            self.readers += 1

    def end_to_read(self):
        with self.to_write:
            self.readers -= 1
            if not self.readers:
                self.to_write.notify()

    def begin_to_write(self):
        with self.to_write:
            self.writers_waiting += 1
            self.to_write.wait_for(lambda: not self.writers and not self.readers)
            self.writers_waiting -= 1
            self.writers = 1

    def end_to_write(self):
        with self.to_write:
            self.writers = 0
            if self.writers_waiting:
                self.to_write.notify()
            else:
                self.to_read.notify_all()
