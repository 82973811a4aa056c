"""Wrong: calls run() to get at what the function returns; that is in the calling process, and run() returns nothing."""

import os
from multiprocessing import Process


def introduce_yourself():
    return os.getpid(), os.getppid()


def family():
    p = Process(target=introduce_yourself)
    pid, parent = p.run() or introduce_yourself()
    return os.getpid(), pid, parent
