"""Every piece is a message: what was sent with one `send` is hoped to come with one `recv`."""


def pack(message):
    if "\n" in message:
        raise ValueError(message)
    return message.encode() + b"\n"


class Unpacker:
    def feed(self, data):
        if not data:
            return []
        return [data.decode("utf-8").rstrip("\n")]
