"""Right: one sentinel for all: whoever meets it puts it back for the next one; the last one is taken out here."""

from multiprocessing import Process, Queue


def write(letters, box):
    for letter in letters:
        box.put(letter)


def read_all(box, read):
    for letter in iter(box.get, None):
        read(letter)
    box.put(None)


def deliver(writers, read, readers, capacity):
    box = Queue(capacity)
    writing = [Process(target=write, args=(letters, box)) for letters in writers]
    reading = [Process(target=read_all, args=(box, read)) for _ in range(readers)]
    for process in writing + reading:
        process.start()
    for process in writing:
        process.join()
    box.put(None)
    for process in reading:
        process.join()
    box.get()
    return [process.exitcode for process in reading]
