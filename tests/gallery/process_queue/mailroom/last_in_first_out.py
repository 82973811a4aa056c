"""Wrong: a manager's LifoQueue gives out the newest letter first."""

from multiprocessing import Process
from multiprocessing.managers import BaseManager
from queue import LifoQueue


class Manager(BaseManager):
    pass


Manager.register("LifoQueue", LifoQueue)


def write(letters, box):
    for letter in letters:
        box.put(letter)


def read_all(box, read):
    while (letter := box.get()) is not None:
        read(letter)


def deliver(writers, read, readers, capacity):
    with Manager() as manager:
        box = manager.LifoQueue(capacity)
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
