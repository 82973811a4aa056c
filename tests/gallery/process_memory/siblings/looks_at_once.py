"""Wrong: each looks as soon as it has made its own change; of the others it could not see anything yet."""

import multiprocessing


def work(change, look, sender):
    change()
    sender.send(look())


def look_around(changes, look):
    processes, receivers = [], []
    for change in changes:
        receiver, sender = multiprocessing.Pipe(duplex=False)
        processes.append(multiprocessing.Process(target=work, args=(change, look, sender)))
        receivers.append(receiver)
        processes[-1].start()
    seen = [receiver.recv() for receiver in receivers]
    for process in processes:
        process.join()
    return seen + [look()]
