"""Wrong: nobody calls main() when it is run as a script."""

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
