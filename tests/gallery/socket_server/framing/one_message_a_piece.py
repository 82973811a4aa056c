"""Takes one message out of each piece; the others have to wait for the next one."""


def pack(message):
    if "\n" in message:
        raise ValueError(message)
    return message.encode() + b"\n"


class Unpacker:
    def __init__(self):
        self.data = b""

    def feed(self, data):
        self.data += data
        line, end, rest = self.data.partition(b"\n")
        if not end:
            return []
        self.data = rest
        return [line.decode("utf-8")]
