"""Does not look how the processes have ended."""

from multiprocessing import Process
from multiprocessing.shared_memory import SharedMemory


def work(memory, start, end, change):
    with memory.buf[start:end] as part:
        change(part)


def work_in_place(data, workers, change):
    if not data:
        return data
    count = min(workers, len(data))
    memory = SharedMemory(create=True, size=len(data))
    memory.buf[: len(data)] = data
    cuts = [len(data) * number // count for number in range(count + 1)]
    processes = [Process(target=work, args=(memory, cuts[i], cuts[i + 1], change)) for i in range(count)]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    answer = bytes(memory.buf[: len(data)])
    memory.close()
    memory.unlink()
    return answer
