"""Right: an object that knows the cores and the line, and goes from event to event."""


class Scheduler:
    def __init__(self, needs, cores, time_slice):
        self.line = [(task, need) for task, need in needs.items() if need > 0]
        self.cores = {core: None for core in range(cores)}
        self.time_slice = time_slice
        self.now = 0
        self.spans = []

    def fill(self):
        for core, job in self.cores.items():
            if job is None and self.line:
                task, need = self.line.pop(0)
                run = min(need, self.time_slice)
                self.cores[core] = self.now + run, task, need - run
                self.spans.append((task, self.now, self.now + run, core))

    def step(self):
        self.now = min(job[0] for job in self.cores.values() if job)
        for core, job in self.cores.items():
            if job and job[0] == self.now:
                self.cores[core] = None
                if job[2]:
                    self.line.append(job[1:])

    def run(self):
        self.fill()
        while any(self.cores.values()):
            self.step()
            self.fill()
        return self.spans


def deal_out(needs, cores, time_slice):
    return Scheduler(needs, cores, time_slice).run()
