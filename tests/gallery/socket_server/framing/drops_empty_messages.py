"""An empty message is taken for none."""


def pack(message):
    if "\n" in message:
        raise ValueError(message)
    return message.encode() + b"\n"


class Unpacker:
    def __init__(self):
        self.data = b""

    def feed(self, data):
        *lines, self.data = (self.data + data).split(b"\n")
        return [line.decode("utf-8") for line in lines if line]
