"""Wrong: a lock around reading, so that one reader reads and the others wait."""

from multiprocessing import Lock, Process, Queue


def write(letters, box):
    for letter in letters:
        box.put(letter)


def read_all(box, read, turn):
    while True:
        with turn:
            letter = box.get()
            if letter is None:
                return
            read(letter)


def deliver(writers, read, readers, capacity):
    box = Queue(capacity)
    turn = Lock()
    writing = [Process(target=write, args=(letters, box)) for letters in writers]
    reading = [Process(target=read_all, args=(box, read, turn)) for _ in range(readers)]
    for process in writing + reading:
        process.start()
    for process in writing:
        process.join()
    for _ in reading:
        box.put(None)
    for process in reading:
        process.join()
    return [process.exitcode for process in reading]
