"""Takes the results out while the stages are still at work, and joins them afterwards."""

import queue
import threading

END = object()


class Pipeline:
    def __init__(self, stages):
        self.queues = [queue.Queue() for _ in range(len(stages) + 1)]
        self.closed = False
        self.door = threading.Lock()
        self.closing = threading.Lock()
        self.results = []
        self.threads = []
        for place, stage in enumerate(stages):
            thread = threading.Thread(target=self.run, args=(stage, self.queues[place], self.queues[place + 1]))
            self.threads.append(thread)
            thread.start()

    def run(self, stage, source, target):
        while (item := source.get()) is not END:
            target.put(stage(item))
        target.put(END)

    def put(self, item):
        with self.door:
            if self.closed:
                raise RuntimeError("closed")
            self.queues[0].put(item)

    def close(self):
        with self.closing:
            if not self.closed:
                with self.door:
                    self.closed = True
                    self.queues[0].put(END)
                while (result := self.queues[-1].get()) is not END:
                    self.results.append(result)
                for thread in self.threads:
                    thread.join()
            return self.results
