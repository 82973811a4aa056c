"""A line feed within a message is sent as it is: one message becomes two."""


def pack(message):
    return f"{message}\n".encode()


class Unpacker:
    def __init__(self):
        self.data = b""

    def feed(self, data):
        *lines, self.data = (self.data + data).split(b"\n")
        return [line.decode("utf-8") for line in lines]
