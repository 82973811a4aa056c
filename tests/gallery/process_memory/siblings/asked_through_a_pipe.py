"""Right: the parent asks each through a pipe to make its change, and when all have answered, to look."""

from multiprocessing import Pipe, Process


def serve(change, look, line):
    for task in (change, look):
        line.recv()
        answer = task()
        line.send(answer if task is look else "changed")


def look_around(changes, look):
    lines, processes = [], []
    for change in changes:
        mine, yours = Pipe()
        process = Process(target=serve, args=(change, look, yours))
        process.start()
        lines.append(mine)
        processes.append(process)
    for question in ("change", "look"):
        for line in lines:
            line.send(question)
        answers = [line.recv() for line in lines]
    for process in processes:
        process.join()
    answers.append(look())
    return answers
