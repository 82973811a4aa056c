"""No pool of the library: threads, a queue of numbers, and a list of places."""

import queue
import threading


def results_of(tasks, workers):
    results = [None] * len(tasks)
    numbers = queue.Queue()
    for number in range(len(tasks)):
        numbers.put(number)

    def work():
        while True:
            try:
                number = numbers.get_nowait()
            except queue.Empty:
                return
            try:
                results[number] = tasks[number]()
            except Exception as error:
                results[number] = error

    threads = [threading.Thread(target=work) for _ in range(workers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results
