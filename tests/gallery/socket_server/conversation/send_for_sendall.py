"""`send` returns how many bytes it has taken, and nobody looks."""


def converse(connection, reply):
    rest = b""
    with connection:
        try:
            while data := connection.recv(4096):
                *lines, rest = (rest + data).split(b"\n")
                for line in lines:
                    connection.send(reply(line.decode()).encode() + b"\n")
        except ConnectionError:
            pass
