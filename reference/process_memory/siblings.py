"""What two processes see of each other, that have the same parent."""

import multiprocessing
from collections.abc import Callable
from multiprocessing.connection import Connection
from multiprocessing.synchronize import Barrier


def look_around(changes: list[Callable[[], object]], look: Callable[[], object]) -> list[object]:
    """Make each change in a process of its own, and have everybody look what there is to be seen after all of them."""
    all_have_changed = multiprocessing.Barrier(len(changes))
    processes, replies = [], []
    for change in changes:
        receiver, sender = multiprocessing.Pipe(duplex=False)  # one for each: so it is known who saw what
        process = multiprocessing.Process(target=_change_and_look, args=(change, look, all_have_changed, sender))
        process.start()
        processes.append(process)
        replies.append(receiver)
    seen = [reply.recv() for reply in replies]
    for process in processes:
        process.join()
    return [*seen, look()]


def _change_and_look(
    change: Callable[[], object], look: Callable[[], object], all_have_changed: Barrier, sender: Connection
) -> None:
    """Be one of the siblings."""
    change()
    all_have_changed.wait()
    sender.send(look())  # memory is not shared: what was seen here has to be sent
