"""One thread takes each item through all stages before it begins with the next one."""

import queue
import threading

END = object()


class Pipeline:
    def __init__(self, stages):
        self.stages = stages
        self.items = queue.Queue()
        self.results = []
        self.closed = False
        self.thread = threading.Thread(target=self.run)
        self.thread.start()

    def run(self):
        while (item := self.items.get()) is not END:
            for stage in self.stages:
                item = stage(item)
            self.results.append(item)

    def put(self, item):
        if self.closed:
            raise RuntimeError("closed")
        self.items.put(item)

    def close(self):
        if not self.closed:
            self.closed = True
            self.items.put(END)
            self.thread.join()
        return self.results
