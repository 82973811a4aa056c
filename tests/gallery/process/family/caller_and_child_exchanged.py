"""Wrong: the child's idea of its parent is taken for the child."""

import os
from multiprocessing import Process, SimpleQueue


def introduce_yourself(answer):
    answer.put((os.getppid(), os.getpid()))


def family():
    answer = SimpleQueue()
    p = Process(target=introduce_yourself, args=(answer,))
    p.start()
    pid, parent = answer.get()
    p.join()
    return os.getpid(), pid, parent
