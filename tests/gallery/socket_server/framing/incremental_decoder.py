"""A decoder that keeps half a character for the next piece."""

import codecs


def pack(message):
    if "\n" in message:
        raise ValueError(message)
    return message.encode() + b"\n"


class Unpacker:
    def __init__(self):
        self.decoder = codecs.getincrementaldecoder("utf-8")()
        self.text = ""

    def feed(self, data):
        *messages, self.text = (self.text + self.decoder.decode(data)).split("\n")
        return messages
