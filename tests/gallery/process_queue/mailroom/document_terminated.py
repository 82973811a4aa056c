"""Wrong: as in the document: the reader is terminated as soon as the writers have ended, whatever it is at."""

from multiprocessing import Process, Queue


def write(letters, box):
    for letter in letters:
        box.put(letter)


def read_all(box, read):
    while True:
        read(box.get())


def deliver(writers, read, readers, capacity):
    box = Queue(capacity)
    writing = [Process(target=write, args=(letters, box)) for letters in writers]
    reading = [Process(target=read_all, args=(box, read)) for _ in range(readers)]
    for process in writing + reading:
        process.start()
    for process in writing:
        process.join()
    for process in reading:
        process.terminate()
        process.join()
    return [process.exitcode for process in reading]
