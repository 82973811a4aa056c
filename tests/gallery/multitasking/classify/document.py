"""Wrong: the document's definition: it counts tasks and cores."""


def classify(spans):
    workers = {worker for worker, *_ in spans}
    cores = {core for *_, core in spans}
    if len(workers) < 2:
        return "sequential"
    return "parallel" if len(workers) <= len(cores) else "concurrent"
