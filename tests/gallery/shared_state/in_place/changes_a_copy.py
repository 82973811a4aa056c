"""The part is turned into bytes of its own, and what is done to them is not in the shared memory."""

from multiprocessing import Process
from multiprocessing.shared_memory import SharedMemory


def work(memory, start, end, change):
    change(memoryview(bytearray(memory.buf[start:end])))


def work_in_place(data, workers, change):
    if not data:
        return data
    count = min(workers, len(data))
    memory = SharedMemory(create=True, size=len(data))
    try:
        memory.buf[: len(data)] = data
        cuts = [len(data) * number // count for number in range(count + 1)]
        processes = [Process(target=work, args=(memory, cuts[i], cuts[i + 1], change)) for i in range(count)]
        for process in processes:
            process.start()
        for process in processes:
            process.join()
        if any(process.exitcode for process in processes):
            raise ChildProcessError
        return bytes(memory.buf[: len(data)])
    finally:
        memory.close()
        memory.unlink()
