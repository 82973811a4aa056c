"""Wrong: without the guard a spawned process, which imports this file, would start processes of its own."""

import multiprocessing


def greet(name):
    print(f"hello {name}")


def main():
    context = multiprocessing.get_context("spawn")
    processes = [context.Process(target=greet, args=(name,)) for name in ("ann", "bob")]
    for p in processes:
        p.start()
    for p in processes:
        p.join()
    print("goodbye")


main()
