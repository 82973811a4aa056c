"""Right: a class of its own."""

import multiprocessing


class Worker(multiprocessing.Process):
    def __init__(self, action, args, **options):
        super().__init__(**options)
        self.action = action
        self.arguments = args

    def run(self):
        self.action(*self.arguments)


def start_process(action, args, name, *, background):
    worker = Worker(action, args, name=name, daemon=background)
    worker.start()
    return worker
