"""Wrong: calls run, which is an ordinary method, and starts the process for nothing else."""

from multiprocessing import Process


def start_process(action, args, name, *, background):
    p = Process(target=action, args=args, name=name, daemon=background)
    p.run()
    return p
