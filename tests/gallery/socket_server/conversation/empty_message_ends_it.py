"""An empty message is taken for the end."""


def converse(connection, reply):
    rest = b""
    with connection:
        try:
            while data := connection.recv(4096):
                *lines, rest = (rest + data).split(b"\n")
                for line in lines:
                    if not line:
                        return
                    connection.sendall(reply(line.decode()).encode() + b"\n")
        except ConnectionError:
            pass
