"""Wrong: the processes are started under the guard, but the title is printed by everybody who imports this."""

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


if __name__ == "__main__":
    main()
print("goodbye")
