"""Wrong: runs the job in a thread, to be able to wait for it for so long; but it was to stay where it is."""

import threading


def run_watched(job, seconds, too_late):
    answer = []
    thread = threading.Thread(target=lambda: answer.append(job()))
    thread.start()
    thread.join(seconds)
    if thread.is_alive():
        too_late()
        thread.join()
    return answer[0]
