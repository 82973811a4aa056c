"""Each child unlinks the memory when it has finished; the second one finds nothing, nor does the parent."""

from multiprocessing import Process
from multiprocessing.shared_memory import SharedMemory


def work(name, start, end, change):
    memory = SharedMemory(name)
    with memory.buf[start:end] as part:
        change(part)
    memory.close()
    memory.unlink()


def work_in_place(data, workers, change):
    if not data:
        return data
    count = min(workers, len(data))
    memory = SharedMemory(create=True, size=len(data))
    memory.buf[: len(data)] = data
    cuts = [len(data) * number // count for number in range(count + 1)]
    processes = [Process(target=work, args=(memory.name, cuts[i], cuts[i + 1], change)) for i in range(count)]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    answer = bytes(memory.buf[: len(data)])
    memory.close()
    if any(process.exitcode for process in processes):
        raise ChildProcessError
    return answer
