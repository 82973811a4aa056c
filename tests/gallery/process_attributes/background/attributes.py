"""Right: name and daemon as attributes, before the start."""

from multiprocessing import Process


def start_process(action, args, name, *, background):
    p = Process(target=action, args=args)
    p.name = name
    p.daemon = background
    p.start()
    return p
