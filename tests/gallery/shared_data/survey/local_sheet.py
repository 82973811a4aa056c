"""Wrong: assigns to a local name in the thread, and the object's sheet stays empty."""

import threading


class Survey:
    def __init__(self):
        self.answers = {}
        self.threads = []

    def begin(self, people):
        def write(answers, name, ask):
            answers = answers | {name: ask()}

        for name, ask in people.items():
            thread = threading.Thread(target=write, args=(self.answers, name, ask))
            thread.start()
            self.threads.append(thread)

    def finish(self):
        for thread in self.threads:
            thread.join()
        return self.answers

    def most_frequent(self):
        given = list(self.finish().values())
        return min(set(given), key=lambda answer: (-given.count(answer), answer))
