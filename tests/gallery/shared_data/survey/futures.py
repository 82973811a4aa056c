"""Right: a pool of its own for each group, and futures that keep the answers."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor


class Survey:
    def __init__(self):
        self.answers = {}
        self.futures = {}

    def begin(self, people):
        if people:
            pool = ThreadPoolExecutor(len(people))
            self.futures.update({name: pool.submit(ask) for name, ask in people.items()})
            pool.shutdown(wait=False)

    def finish(self):
        self.answers.update({name: future.result() for name, future in self.futures.items()})
        return self.answers

    def most_frequent(self):
        counts = Counter(self.finish().values())
        most = max(counts.values())
        return sorted(answer for answer in counts if counts[answer] == most)[0]
