"""Sends the memory object to the processes, which find the block by its name; long parts come first."""

from multiprocessing import Process
from multiprocessing.shared_memory import SharedMemory


def work(memory, start, end, change):
    with memory.buf[start:end] as part:
        change(part)
    memory.close()


def work_in_place(data, workers, change):
    workers = min(workers, len(data))
    if workers == 0:
        return b""
    length, longer = divmod(len(data), workers)
    memory = SharedMemory(create=True, size=len(data))
    try:
        memory.buf[: len(data)] = data
        processes = []
        start = 0
        for number in range(workers):
            end = start + length + (number < longer)
            processes.append(Process(target=work, args=(memory, start, end, change)))
            start = end
        for process in processes:
            process.start()
        for process in processes:
            process.join()
        if any(process.exitcode for process in processes):
            raise ChildProcessError("one of them failed")
        return memory.buf[: len(data)].tobytes()
    finally:
        memory.close()
        memory.unlink()
