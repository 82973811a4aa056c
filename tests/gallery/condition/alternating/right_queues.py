"""The next number itself travels to and fro in two queues."""

import queue
import threading


def alternate(limit, *, odd_first=False):
    to_even, to_odd = queue.Queue(), queue.Queue()
    to_even.put(0)

    def run(inbox, outbox):
        while (number := inbox.get()) < limit:
            print(number)
            outbox.put(number + 1)
        outbox.put(limit)

    even = threading.Thread(target=run, args=(to_even, to_odd), name="even")
    odd = threading.Thread(target=run, args=(to_odd, to_even), name="odd")
    starting = [odd, even] if odd_first else [even, odd]
    for thread in starting:
        thread.start()
    for thread in starting:
        thread.join()
