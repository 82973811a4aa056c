"""Wrong: as in the document: looks here before the others have ended, which proves nothing."""

import multiprocessing


def work(change, look, barrier, sender):
    change()
    barrier.wait()
    sender.send(look())


def look_around(changes, look):
    barrier = multiprocessing.Barrier(len(changes))
    processes, receivers = [], []
    for change in changes:
        receiver, sender = multiprocessing.Pipe(duplex=False)
        processes.append(multiprocessing.Process(target=work, args=(change, look, barrier, sender)))
        receivers.append(receiver)
        processes[-1].start()
    here = look()
    seen = [receiver.recv() for receiver in receivers]
    for process in processes:
        process.join()
    return seen + [here]
