"""A program that can be run as a script, wherever processes are spawned.

In the end `python katas/process/everywhere.py` should print, with the first two lines in any order:

    hello ann
    hello bob
    goodbye

and whoever imports this module should see nothing. What stands here is only half of it.
"""


def main() -> None:
    """Greet ann and bob, each in a process of its own, both at the same time; then print "goodbye".

    Start the processes with the method spawn, whatever is usual here: `multiprocessing.get_context("spawn")` has the
    class `Process` that does it. A process prints "hello ann", in one line; "goodbye" comes when both have ended.
    """
    raise NotImplementedError
