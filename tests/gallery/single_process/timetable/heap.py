"""Right: a heap of what is due next, with the number of each round."""

import heapq
import time


def keep_timetable(periods, seconds, do):
    begin = time.monotonic()
    names = list(periods)
    heap = [(0.0, place, 0) for place in range(len(names))] if seconds > 0 else []
    while heap:
        due, place, number = heap[0]
        wait = begin + due - time.monotonic()
        if wait > 0:
            time.sleep(wait)
        do(names[place])
        following = (number + 1) * periods[names[place]]
        if following < seconds:
            heapq.heapreplace(heap, (following, place, number + 1))
        else:
            heapq.heappop(heap)
