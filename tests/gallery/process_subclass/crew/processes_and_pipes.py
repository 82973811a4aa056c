"""Right: plain processes, each with its pipe; the answers are read before anybody is joined."""

from multiprocessing import Pipe, Process


def work(there, function, name):
    try:
        answer = True, function(name)
    except Exception as error:
        answer = False, error
    there.send(answer)
    there.close()


def run_crew(function, names):
    ends = {}
    crew = []
    for name in names:
        ends[name], there = Pipe(duplex=False)
        p = Process(target=work, args=(there, function, name), name=name)
        p.start()
        there.close()
        crew.append(p)
    answers = {name: here.recv() for name, here in ends.items()}
    for p in crew:
        p.join()
    for good, error in answers.values():
        if not good:
            raise error
    return {name: value for name, (_, value) in answers.items()}
