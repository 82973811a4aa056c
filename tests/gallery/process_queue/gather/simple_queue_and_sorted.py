"""Right: a SimpleQueue, and the answers in order of their places."""

from multiprocessing import Process, SimpleQueue


class Caller(Process):
    def __init__(self, place, function, item, answers):
        super().__init__()
        self.place, self.function, self.item, self.answers = place, function, item, answers

    def run(self):
        self.answers.put([self.place, self.function(self.item)])


def gather(function, items):
    answers = SimpleQueue()
    callers = [Caller(place, function, item, answers) for place, item in enumerate(items)]
    for caller in callers:
        caller.start()
    results = [None] * len(items)
    for _ in callers:
        place, result = answers.get()
        results[place] = result
    for caller in callers:
        caller.join()
    answers.close()
    return results
