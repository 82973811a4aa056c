"""Wrong: a function without a name cannot be found by a spawned process."""

import multiprocessing


def main():
    context = multiprocessing.get_context("spawn")
    processes = [context.Process(target=lambda name=name: print(f"hello {name}")) for name in ("ann", "bob")]
    for p in processes:
        p.start()
    for p in processes:
        p.join()
    print("goodbye")


if __name__ == "__main__":
    main()
