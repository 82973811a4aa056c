"""Right: a JoinableQueue: waits until every letter is read, and only then sends everybody home."""

import multiprocessing


def write(letters, box):
    for letter in letters:
        box.put(letter)


class Reader(multiprocessing.Process):
    def __init__(self, box, read):
        super().__init__(name="reader")
        self.box, self.read = box, read

    def run(self):
        while True:
            letter = self.box.get()
            try:
                if letter is None:
                    break
                self.read(letter)
            finally:
                self.box.task_done()


def deliver(writers, read, readers, capacity):
    box = multiprocessing.JoinableQueue(maxsize=capacity)
    reading = [Reader(box, read) for _ in range(readers)]
    writing = [multiprocessing.Process(target=write, args=(letters, box)) for letters in writers]
    for process in [*reading, *writing]:
        process.start()
    for process in writing:
        process.join()
    box.join()
    for _ in reading:
        box.put(None)
    for process in reading:
        process.join()
    return [process.exitcode for process in reading]
