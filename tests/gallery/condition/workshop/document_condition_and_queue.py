"""The tutorial's exercise: makes with the lock in its hand, and the consumers wait for ever when all is used.

The queue guards itself a second time inside the condition, which is needless."""

import queue
import threading
import time


def run_workshop(orders, consumers, shelf, make, use):
    condition = threading.Condition()
    q = queue.Queue(shelf)

    def produce(own):
        todo = list(own)
        while todo:
            with condition:
                if q.full():
                    condition.wait()
                else:
                    q.put(make(todo.pop(0)))
                    condition.notify_all()
                    time.sleep(4)

    def consume():
        while True:
            with condition:
                if q.empty():
                    condition.wait()
                else:
                    use(q.get())
                    condition.notify_all()

    producers = [threading.Thread(target=produce, args=(own,), name=f"producer {n}") for n, own in enumerate(orders)]
    users = [threading.Thread(target=consume, name=f"consumer {n}") for n in range(consumers)]
    for thread in producers + users:
        thread.start()
    for thread in producers + users:
        thread.join()
