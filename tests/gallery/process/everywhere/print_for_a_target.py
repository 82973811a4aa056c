"""Right: what is to be called is print itself, which can be found by its name everywhere."""

import multiprocessing as mp


def main():
    start = mp.get_context("spawn").Process
    crew = [start(target=print, args=("hello", name)) for name in ["ann", "bob"]]
    [process.start() for process in crew]
    [process.join() for process in crew]
    print("goodbye")


if __name__ == "__main__":
    main()
