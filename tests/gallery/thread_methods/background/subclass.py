"""Right: a class of its own."""

import threading


class Worker(threading.Thread):
    def __init__(self, action, **kwargs):
        super().__init__(**kwargs)
        self.action = action

    def run(self):
        self.action()


def start_thread(action, name, *, background):
    worker = Worker(action, name=name, daemon=background)
    worker.start()
    return worker
