"""Wrong: the document's program: four processes are started, nobody waits for them, and nothing comes back."""

from multiprocessing import Process


class MyProcess(Process):
    def __init__(self, id, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.id = id

    def run(self):
        self.result = self._target(self.id)


def run_crew(function, names):
    crew = {}
    for i in names:
        p = MyProcess(target=function, name=i, id=i)
        p.start()
        crew[i] = p
    return {i: getattr(p, "result", None) for i, p in crew.items()}
