"""Right: a stack that joins all threads at the end of the block."""

import threading
from contextlib import ExitStack
from functools import partial


def tell(name, work):
    print("{} begins".format(name))
    work(name)
    print("{} ends".format(name))


def work_together(names, work):
    with ExitStack() as stack:
        for name in names:
            thread = threading.Thread(name=name, target=partial(tell, name, work))
            thread.start()
            stack.callback(thread.join)
    print("all have ended")
