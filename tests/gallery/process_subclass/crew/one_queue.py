"""Right: a class of its own, and one queue for all, in which each answer bears its name."""

import multiprocessing


class Member(multiprocessing.Process):
    def __init__(self, name, function, queue):
        super().__init__(name=name)
        self.function = function
        self.queue = queue

    def run(self):
        try:
            self.queue.put((self.name, self.function(self.name), None))
        except Exception as error:
            self.queue.put((self.name, None, error))


def run_crew(function, names):
    queue = multiprocessing.SimpleQueue()
    crew = [Member(name, function, queue) for name in names]
    for member in crew:
        member.start()
    answers = {}
    while len(answers) < len(crew):
        name, value, error = queue.get()
        answers[name] = value, error
    for member in crew:
        member.join()
    errors = [error for _, error in map(answers.get, names) if error]
    if errors:
        raise errors[0]
    return {name: answers[name][0] for name in names}
