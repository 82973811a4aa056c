"""Makes something else of what is no UTF-8, and nobody is told."""


def pack(message):
    if "\n" in message:
        raise ValueError(message)
    return message.encode() + b"\n"


class Unpacker:
    def __init__(self):
        self.data = b""

    def feed(self, data):
        *lines, self.data = (self.data + data).split(b"\n")
        return [line.decode("utf-8", errors="replace") for line in lines]
