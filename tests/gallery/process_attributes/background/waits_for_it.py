"""Wrong: waits for it."""

from multiprocessing import Process


def start_process(action, args, name, *, background):
    p = Process(target=action, args=args, name=name, daemon=background)
    p.start()
    p.join()
    return p
