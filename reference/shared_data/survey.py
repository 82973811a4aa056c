"""Ask many people at the same time, and write all answers onto one sheet."""

import threading
from collections import Counter
from collections.abc import Callable


class Survey:
    """Asks people, each in a thread of its own, and keeps the answers."""

    def __init__(self) -> None:
        self.answers: dict[str, str] = {}
        self._asking: list[threading.Thread] = []

    def begin(self, people: dict[str, Callable[[], str]]) -> None:
        """Start asking; return at once."""
        for name, answer in people.items():
            thread = threading.Thread(target=self._ask, args=(name, answer), name=name)
            self._asking.append(thread)
            thread.start()

    def finish(self) -> dict[str, str]:
        """Wait until everybody who was asked has answered, and return all answers."""
        for thread in self._asking:
            thread.join()  # what a thread did before its end is there after this line, and not for certain before
        return self.answers

    def most_frequent(self) -> str:
        """Wait until everybody has answered, and return the answer that was given most often."""
        counts = Counter(self.finish().values())
        return min(counts, key=lambda answer: (-counts[answer], answer))

    def _ask(self, name: str, answer: Callable[[], str]) -> None:
        self.answers[name] = answer()  # one item for each thread: nobody else writes it
