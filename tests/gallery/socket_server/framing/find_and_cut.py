"""Looks for each line feed, and cuts off what is before it."""


def pack(message):
    if "\n" in message:
        raise ValueError(message)
    return message.encode() + b"\n"


class Unpacker:
    def __init__(self):
        self.arrived = bytearray()

    def feed(self, data):
        self.arrived.extend(data)
        messages = []
        while (end := self.arrived.find(b"\n")) >= 0:
            messages.append(str(self.arrived[:end], "utf-8"))
            del self.arrived[: end + 1]
        return messages
