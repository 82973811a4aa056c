"""Wrong: lets the exceptions out."""



def offer(box, item, seconds):
    box.put(item, timeout=seconds)
    return True


def take(box, seconds, otherwise=None):
    return box.get(timeout=seconds)
