"""`Queue.shutdown` of Python 3.13 closes the queue itself; before that, a queue that can be closed is a few lines."""

import queue
import threading

if hasattr(queue.Queue, "shutdown"):
    ClosableQueue, ShutDown = queue.Queue, queue.ShutDown
else:

    class ShutDown(Exception):
        pass

    class ClosableQueue:
        def __init__(self):
            self.items = []
            self.is_open = True
            self.changed = threading.Condition()

        def put(self, item):
            with self.changed:
                if not self.is_open:
                    raise ShutDown
                self.items.append(item)
                self.changed.notify()

        def get(self):
            with self.changed:
                self.changed.wait_for(lambda: self.items or not self.is_open)
                if not self.items:
                    raise ShutDown
                return self.items.pop(0)

        def shutdown(self):
            with self.changed:
                self.is_open = False
                self.changed.notify_all()


class Office:
    def __init__(self, handle, clerks):
        self.handle = handle
        self.items = ClosableQueue()
        self.clerks = [threading.Thread(target=self.work) for _ in range(clerks)]
        for clerk in self.clerks:
            clerk.start()

    def work(self):
        try:
            while True:
                self.handle(self.items.get())
        except ShutDown:
            pass

    def submit(self, item):
        try:
            self.items.put(item)
        except ShutDown:
            raise RuntimeError("closed") from None

    def stop(self, *, drain=True):
        self.items.shutdown()
        left = []
        try:
            while not drain:
                left.append(self.items.get())
        except ShutDown:
            pass
        if threading.current_thread() not in self.clerks:
            for clerk in self.clerks:
                clerk.join()
        return left
