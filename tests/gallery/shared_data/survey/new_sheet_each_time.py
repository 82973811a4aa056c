"""Wrong: begins with a new sheet each time, onto which those who were asked before do not write."""

import threading


class Survey:
    def __init__(self):
        self.answers = {}
        self.threads = []

    def begin(self, people):
        answers = self.answers = {}

        def write(name, ask):
            answers[name] = ask()

        for name, ask in people.items():
            thread = threading.Thread(target=write, args=(name, ask))
            thread.start()
            self.threads.append(thread)

    def finish(self):
        for thread in self.threads:
            thread.join()
        return self.answers

    def most_frequent(self):
        given = list(self.finish().values())
        return min(set(given), key=lambda answer: (-given.count(answer), answer))
