"""Wrong: deals in rounds of full slices: who is ready earlier keeps its core, and the others wait."""


def deal_out(needs, cores, time_slice):
    result = []
    queue = list(needs)
    now = 0
    while queue:
        batch = queue[:cores]
        queue = queue[cores:]
        for core, task in enumerate(batch):
            result.append((task, now, now + time_slice, core))
            needs[task] -= time_slice
            if needs[task] > 0:
                queue.append(task)
        now += time_slice
    return result
