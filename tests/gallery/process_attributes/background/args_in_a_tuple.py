"""Wrong: args once more in a tuple; and a daemon is taken for the one that lives on."""

from multiprocessing import Process


def start_process(action, args, name, *, background):
    p = Process(target=action, args=(args,), name=name, daemon=not background)
    p.start()
    return p
