"""An executor with one thread for each stage; a stage waits for what the stage before has promised."""

import threading
from concurrent.futures import Future, ThreadPoolExecutor


class Pipeline:
    def __init__(self, stages):
        self.stages = stages
        self.executors = [ThreadPoolExecutor(1) for _ in stages]
        self.promises = []
        self.lock = threading.Lock()
        self.closed = False

    def put(self, item):
        with self.lock:
            if self.closed:
                raise RuntimeError("closed")
            promise = Future()
            promise.set_result(item)
            for stage, executor in zip(self.stages, self.executors, strict=True):
                promise = executor.submit(lambda stage=stage, before=promise: stage(before.result()))
            self.promises.append(promise)

    def close(self):
        with self.lock:
            self.closed = True
        for executor in self.executors:
            executor.shutdown()
        return [promise.result() for promise in self.promises]
