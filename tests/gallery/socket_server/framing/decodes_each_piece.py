"""Decodes what has arrived, before it looks for the end of a message."""


def pack(message):
    if "\n" in message:
        raise ValueError(message)
    return message.encode() + b"\n"


class Unpacker:
    def __init__(self):
        self.text = ""

    def feed(self, data):
        self.text += data.decode("utf-8")
        *messages, self.text = self.text.split("\n")
        return messages
