"""Wrong: start and join in one loop: bob is greeted when ann has been."""

import multiprocessing


def greet(name):
    print(f"hello {name}")


def main():
    context = multiprocessing.get_context("spawn")
    for name in ("ann", "bob"):
        p = context.Process(target=greet, args=(name,))
        p.start()
        p.join()
    print("goodbye")


if __name__ == "__main__":
    main()
