"""A program that can be run as a script, wherever processes are spawned."""

import multiprocessing


def greet(name: str) -> None:
    """Greet somebody. It stands here, at the outside, so that a spawned process finds it by its name."""
    print(f"hello {name}")


def main() -> None:
    """Greet ann and bob, each in a process of its own, both at the same time; then print "goodbye"."""
    spawn = multiprocessing.get_context("spawn")
    processes = [spawn.Process(target=greet, args=(name,)) for name in ("ann", "bob")]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    print("goodbye")


# A spawned process imports this file under another name, and must not start processes for that.
if __name__ == "__main__":
    main()
