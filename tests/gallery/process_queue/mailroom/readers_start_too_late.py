"""Wrong: the readers are started when the writers have ended, who wait for room."""

from multiprocessing import Process, Queue


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
    for process in writing:
        process.start()
    for process in writing:
        process.join()
    for process in reading:
        process.start()
    for _ in reading:
        box.put(None)
    for process in reading:
        process.join()
    return [process.exitcode for process in reading]
