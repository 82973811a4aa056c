"""Right: through a pipe."""

import os
from multiprocessing import Pipe, Process


def introduce_yourself(there):
    with there:
        there.send((os.getpid(), os.getppid()))


def family():
    here, there = Pipe(duplex=False)
    p = Process(target=introduce_yourself, args=(there,))
    p.start()
    there.close()
    with here:
        child, parent = here.recv()
    p.join()
    return os.getpid(), child, parent
