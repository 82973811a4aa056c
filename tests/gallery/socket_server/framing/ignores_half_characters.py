"""Decodes each piece, and leaves out what cannot be decoded."""


def pack(message):
    if "\n" in message:
        raise ValueError(message)
    return message.encode() + b"\n"


class Unpacker:
    def __init__(self):
        self.text = ""

    def feed(self, data):
        self.text += data.decode("utf-8", errors="ignore")
        *messages, self.text = self.text.split("\n")
        return messages
