"""Writes into the buffer of a file, which is sent when it is full."""


def converse(connection, reply):
    with connection, connection.makefile("rwb") as stream:
        for line in stream:
            if line.endswith(b"\n"):
                stream.write(reply(line[:-1].decode()).encode() + b"\n")
