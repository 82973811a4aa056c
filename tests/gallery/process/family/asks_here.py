"""Wrong: asks for the parent in this process: that is the parent of the caller, not of the child."""

import os
from multiprocessing import Process


def nothing():
    pass


def family():
    p = Process(target=nothing)
    p.start()
    p.join()
    return os.getpid(), p.pid, os.getppid()
