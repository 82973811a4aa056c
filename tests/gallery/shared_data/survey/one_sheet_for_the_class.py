"""Wrong: the sheet belongs to the class, and all surveys write onto it."""

import threading


class Survey:
    answers = {}

    def __init__(self):
        self.threads = []

    def begin(self, people):
        for name, ask in people.items():
            thread = threading.Thread(target=self.ask, args=(name, ask))
            thread.start()
            self.threads.append(thread)

    def ask(self, name, ask):
        self.answers[name] = ask()

    def finish(self):
        for thread in self.threads:
            thread.join()
        return self.answers

    def most_frequent(self):
        given = list(self.finish().values())
        return min(set(given), key=lambda answer: (-given.count(answer), answer))
