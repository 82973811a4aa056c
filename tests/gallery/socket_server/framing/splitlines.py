"""`splitlines` knows many ends of lines, and not only the one that was agreed on."""


def pack(message):
    if "\n" in message:
        raise ValueError(message)
    return message.encode() + b"\n"


class Unpacker:
    def __init__(self):
        self.data = b""

    def feed(self, data):
        whole, end, self.data = (self.data + data).rpartition(b"\n")
        return (whole + end).decode("utf-8").splitlines()
