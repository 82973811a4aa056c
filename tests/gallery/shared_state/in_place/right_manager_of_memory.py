"""A SharedMemoryManager gives all blocks back when its with-block is left."""

from multiprocessing import Process
from multiprocessing.managers import SharedMemoryManager
from multiprocessing.shared_memory import SharedMemory


def work(name, start, end, change):
    memory = SharedMemory(name=name)
    with memory.buf[start:end] as part:
        change(part)
    memory.close()


def work_in_place(data, workers, change):
    size = len(data)
    count = min(workers, size)
    with SharedMemoryManager() as manager:
        if not data:
            return b""
        memory = manager.SharedMemory(size)
        memory.buf[:size] = data
        processes = []
        for number in range(count):
            bounds = (size * number // count, size * (number + 1) // count)
            processes.append(Process(target=work, args=(memory.name, *bounds, change)))
            processes[-1].start()
        for process in processes:
            process.join()
        answer = bytes(memory.buf[:size])
        memory.close()
    if any(process.exitcode for process in processes):
        raise ChildProcessError
    return answer
