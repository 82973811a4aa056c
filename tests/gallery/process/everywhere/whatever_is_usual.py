"""Wrong: takes the start method that is usual here, so that nobody knows whether it works elsewhere."""

from multiprocessing import get_context


def greet(name):
    print(f"hello {name}")


def main():
    fork = get_context("fork")
    processes = [fork.Process(target=greet, args=(name,)) for name in ("ann", "bob")]
    for p in processes:
        p.start()
    for p in processes:
        p.join()
    print("goodbye")


if __name__ == "__main__":
    main()
