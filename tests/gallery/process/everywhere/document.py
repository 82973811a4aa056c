"""Wrong: as in the document, nobody waits for the processes: the goodbye comes first."""

import multiprocessing


def greet(name):
    print(f"hello {name}")


def main():
    context = multiprocessing.get_context("spawn")
    for name in ("ann", "bob"):
        p = p = context.Process(target=greet, args=(name,))
        p.start()
    print("goodbye")


if __name__ == "__main__":
    main()
