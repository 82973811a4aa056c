"""What comes after the last line feed is forgotten."""


def pack(message):
    if "\n" in message:
        raise ValueError(message)
    return message.encode() + b"\n"


class Unpacker:
    def feed(self, data):
        *lines, _ = data.split(b"\n")
        return [line.decode("utf-8") for line in lines]
