"""Wrong: looks whether it is full or empty, and does not wait."""



def offer(box, item, seconds):
    if box.full():
        return False
    box.put(item)
    return True


def take(box, seconds, otherwise=None):
    if box.empty():
        return otherwise
    return box.get()
