"""Wrong: gives it a name here when the process over there is called something else already."""

from multiprocessing import Process


def start_process(action, args, name, *, background):
    p = Process(target=action, args=args, daemon=background)
    p.start()
    p.name = name
    return p
