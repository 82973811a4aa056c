"""Wrong: takes the sheet, adds a line, and puts the new sheet in its place; meanwhile somebody else has done so, too."""

import threading


class Survey:
    def __init__(self):
        self.answers = {}
        self.threads = []

    def begin(self, people):
        for name, ask in people.items():
            thread = threading.Thread(target=self.ask, args=(name, ask))
            thread.start()
            self.threads.append(thread)

    def ask(self, name, ask):
        answer = ask()
        self.answers = {**self.answers, name: answer}

    def finish(self):
        for thread in self.threads:
            thread.join()
        return self.answers

    def most_frequent(self):
        given = list(self.finish().values())
        return min(set(given), key=lambda answer: (-given.count(answer), answer))
