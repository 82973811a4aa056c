"""Looks whether it is open, and puts the item in later: behind the end, if somebody has closed it in between."""

import threading, queue

END = object()


class Pipeline:
    def __init__(self, stages):
        self.qs = [queue.Queue() for _ in range(len(stages) + 1)]
        self.threads = [
            threading.Thread(target=self._run, args=(f, a, b)) for f, a, b in zip(stages, self.qs, self.qs[1:])
        ]
        self.closed = False
        self.lock = threading.Lock()
        self.results = []
        for t in self.threads:
            t.start()

    def _run(self, f, a, b):
        while (x := a.get()) is not END:
            b.put(f(x))
        b.put(END)

    def put(self, item):
        if self.closed:
            raise RuntimeError
        self.qs[0].put(item)

    def close(self):
        with self.lock:
            if not self.closed:
                self.closed = True
                self.qs[0].put(END)
                for t in self.threads:
                    t.join()
                self.results = list(iter(self.qs[-1].get, END))
            return list(self.results)
