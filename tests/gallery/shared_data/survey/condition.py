"""Right: counts who has not answered yet, with a condition."""

import threading


class Survey:
    def __init__(self):
        self.answers = {}
        self.open = 0
        self.changed = threading.Condition()

    def begin(self, people):
        with self.changed:
            self.open += len(people)
        for name, ask in people.items():
            threading.Thread(target=self.ask, args=(name, ask)).start()

    def ask(self, name, ask):
        answer = ask()
        with self.changed:
            self.answers[name] = answer
            self.open -= 1
            self.changed.notify_all()

    def finish(self):
        with self.changed:
            self.changed.wait_for(lambda: self.open == 0)
            return self.answers

    def most_frequent(self):
        given = sorted(self.finish().values())
        return max(given, key=given.count)
