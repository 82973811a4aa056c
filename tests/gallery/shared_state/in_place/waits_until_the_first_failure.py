"""Raises as soon as one process has failed, and waits for none of those behind it."""

import multiprocessing
from multiprocessing.shared_memory import SharedMemory


def _work(name, a, b, change):
    shm = SharedMemory(name)
    part = shm.buf[a:b]
    try:
        change(part)
    finally:
        part.release()
        shm.close()


def work_in_place(data, workers, change):
    n = min(workers, len(data))
    shm = SharedMemory(create=True, size=len(data) or 1)
    try:
        shm.buf[: len(data)] = data
        ps = [
            multiprocessing.Process(target=_work, args=(shm.name, i * len(data) // n, (i + 1) * len(data) // n, change))
            for i in range(n)
        ]
        for p in ps:
            p.start()
        for p in ps:
            p.join()
            if p.exitcode:
                raise ChildProcessError(p.exitcode)
        return bytes(shm.buf[: len(data)])
    finally:
        shm.close()
        shm.unlink()
