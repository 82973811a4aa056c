"""Wrong: says that it is a daemon when it has started."""

from multiprocessing import Process


def start_process(action, args, name, *, background):
    p = Process(target=action, args=args, name=name)
    p.start()
    p.daemon = background
    return p
