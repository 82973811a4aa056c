"""Wrong: takes a daemon for the one that is waited for."""

from multiprocessing import Process


def start_process(action, args, name, *, background):
    p = Process(target=action, args=args, name=name, daemon=not background)
    p.start()
    return p
