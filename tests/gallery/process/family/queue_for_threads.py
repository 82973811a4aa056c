"""Wrong: a queue.Queue: the child puts its numbers into its own copy."""

import multiprocessing
import os
import queue


def child(q):
    q.put(os.getpid())
    q.put(os.getppid())


def family():
    q = queue.Queue()
    p = multiprocessing.Process(target=child, args=(q,))
    p.start()
    p.join()
    return os.getpid(), q.get(), q.get()
