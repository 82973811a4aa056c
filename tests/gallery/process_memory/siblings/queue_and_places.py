"""Right: one queue, and each says its place; a semaphore and an event in place of a barrier."""

import multiprocessing


class Sibling(multiprocessing.Process):
    def __init__(self, place, change, look, changed, everybody, answers):
        super().__init__()
        self.work = place, change, look
        self.tools = changed, everybody, answers

    def run(self):
        place, change, look = self.work
        changed, everybody, answers = self.tools
        change()
        changed.release()
        everybody.wait()
        answers.put((place, look()))


def look_around(changes, look):
    changed, everybody = multiprocessing.Semaphore(0), multiprocessing.Event()
    answers = multiprocessing.SimpleQueue()
    siblings = [Sibling(place, change, look, changed, everybody, answers) for place, change in enumerate(changes)]
    for sibling in siblings:
        sibling.start()
    for _ in siblings:
        changed.acquire()
    everybody.set()
    seen = sorted(answers.get() for _ in siblings)
    for sibling in siblings:
        sibling.join()
    return [answer for _, answer in seen] + [look()]
