"""Wrong: waits for the answers where it was only to ask."""

import threading


class Survey:
    def __init__(self):
        self.answers = {}

    def begin(self, people):
        threads = [threading.Thread(target=self.ask, args=pair) for pair in people.items()]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

    def ask(self, name, ask):
        self.answers[name] = ask()

    def finish(self):
        return self.answers

    def most_frequent(self):
        given = list(self.answers.values())
        return min(set(given), key=lambda answer: (-given.count(answer), answer))
