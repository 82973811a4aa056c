"""Wrong: a barrier of threading is no barrier between processes: each gets one of its own, or none at all."""

import multiprocessing
import threading


def work(change, look, barrier, sender):
    change()
    barrier.wait()
    sender.send(look())


def look_around(changes, look):
    barrier = threading.Barrier(len(changes))
    processes, receivers = [], []
    for change in changes:
        receiver, sender = multiprocessing.Pipe(duplex=False)
        processes.append(multiprocessing.Process(target=work, args=(change, look, barrier, sender)))
        receivers.append(receiver)
        processes[-1].start()
    seen = [receiver.recv() for receiver in receivers]
    for process in processes:
        process.join()
    return seen + [look()]
