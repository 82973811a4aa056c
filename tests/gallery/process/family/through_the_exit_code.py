"""Wrong: an exit code has room for eight bits, and a pid has more."""

import os
import sys
from multiprocessing import Process


def my_pid():
    sys.exit(os.getpid())


def my_parent():
    sys.exit(os.getppid())


def family():
    numbers = []
    for question in (my_pid, my_parent):
        p = Process(target=question)
        p.start()
        p.join()
        numbers.append(p.exitcode)
    return os.getpid(), *numbers
