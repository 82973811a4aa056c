"""Wrong: as in the document: flat, no target folder, copies while it submits, and never asks what came of it."""

import os
import time
from multiprocessing import Pool


def copy_file(source, dest):
    old_file = open(source, "rb")
    new_file = open(dest, "wb")
    content = old_file.read()
    new_file.write(content)
    old_file.close()
    new_file.close()



def copy_one_by_one(source, target, copy=copy_file):
    for file_name in os.listdir(source):
        copy(os.path.join(source, file_name), os.path.join(target, file_name))


def copy_in_pool(source, target, workers, copy=copy_file):
    file_list = os.listdir(source)
    pp = Pool(workers)
    for file_name in file_list:
        pp.apply_async(copy(os.path.join(source, file_name), os.path.join(target, file_name)))


def compare(source, folder, workers, copy=copy_file):
    times = [time.perf_counter()]
    copy_one_by_one(source, folder / "one by one", copy)
    times.append(time.perf_counter())
    copy_in_pool(source, folder / "in pool", workers, copy)
    times.append(time.perf_counter())
    return times[1] - times[0], times[2] - times[1]
