"""Right: an event lets all models go when the last picture is taken."""

import os
import queue
import threading


class Model(threading.Thread):
    def __init__(self, number, studio, closing_time):
        super().__init__(name=f"model {number}")
        self.studio = studio
        self.closing_time = closing_time

    def run(self):
        self.studio.put(picture())
        self.closing_time.wait()


def picture():
    thread = threading.current_thread()
    return dict(process=os.getpid(), number=thread.ident, name=thread.name, is_main=thread == threading.main_thread())


def portraits(count):
    studio, closing_time = queue.Queue(), threading.Event()
    models = [Model(number, studio, closing_time) for number in range(1, count + 1)]
    for model in models:
        model.start()
    pictures = {}
    for _ in models:
        one = studio.get()
        pictures[one["name"]] = one
    closing_time.set()
    for model in models:
        model.join()
    return [picture()] + [pictures[model.name] for model in models]
