"""Wrong: leaves out the word daemon, so that the program waits for everybody."""

from multiprocessing import Process


def start_process(action, args, name, *, background):
    p = Process(target=action, args=args, name=name)
    p.start()
    return p
