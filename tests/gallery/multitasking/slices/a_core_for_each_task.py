"""Wrong: each task has its core for good; so one core idles while tasks wait at another one."""


def deal_out(needs, cores, time_slice):
    spans = []
    for core in range(cores):
        mine = {task: need for place, (task, need) in enumerate(needs.items()) if place % cores == core}
        now = 0
        while any(mine.values()):
            for task in mine:
                run = min(mine[task], time_slice)
                if run:
                    spans.append((task, now, now + run, core))
                    mine[task] -= run
                    now += run
    return sorted(spans, key=lambda span: span[1])
