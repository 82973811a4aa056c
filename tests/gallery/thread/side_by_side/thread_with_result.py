"""Right: a thread of a class of its own that keeps what came out."""

import threading


class Call(threading.Thread):
    def __init__(self, function, item):
        super().__init__()
        self.function, self.item = function, item
        self.error = None

    def run(self):
        try:
            self.value = self.function(self.item)
        except Exception as error:
            self.error = error


def map_in_threads(function, items):
    calls = [Call(function, item) for item in items]
    for call in calls:
        call.start()
    for call in calls:
        call.join()
    for call in calls:
        if call.error:
            raise call.error
    return [call.value for call in calls]
