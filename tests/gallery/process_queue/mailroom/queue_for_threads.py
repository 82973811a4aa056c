"""Wrong: a queue of the module queue is one for threads: each process gets one of its own, or none at all."""

from multiprocessing import Process
from queue import Queue


def write(letters, box):
    for letter in letters:
        box.put(letter)


def read_all(box, read):
    while (letter := box.get()) is not None:
        read(letter)


def deliver(writers, read, readers, capacity):
    box = Queue(capacity)
    writing = [Process(target=write, args=(letters, box)) for letters in writers]
    reading = [Process(target=read_all, args=(box, read)) for _ in range(readers)]
    for process in writing + reading:
        process.start()
    for process in writing:
        process.join()
    for _ in reading:
        box.put(None)
    for process in reading:
        process.join()
    return [process.exitcode for process in reading]
