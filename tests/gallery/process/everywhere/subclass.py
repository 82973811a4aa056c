"""Right: a class of its own, derived from the process class of the context."""

from multiprocessing import get_context

SpawnProcess = get_context("spawn").Process


class Greeter(SpawnProcess):
    def __init__(self, who):
        super().__init__()
        self.who = who

    def run(self):
        print(f"hello {self.who}")


def main():
    ann, bob = Greeter("ann"), Greeter("bob")
    ann.start()
    bob.start()
    ann.join()
    bob.join()
    print("goodbye")


if __name__ == "__main__":
    main()
