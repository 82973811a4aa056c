"""What is left over is kept in the class: all connections continue each other's messages."""


def pack(message):
    if "\n" in message:
        raise ValueError(message)
    return message.encode() + b"\n"


class Unpacker:
    rest = bytearray()

    def feed(self, data):
        self.rest += data
        *lines, rest = self.rest.split(b"\n")
        self.rest[:] = rest
        return [line.decode("utf-8") for line in lines]
