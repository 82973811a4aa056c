"""Has thought of a connection that is torn while it reads, and not of one that is gone when it writes."""


def converse(connection, reply):
    rest = b""
    with connection:
        try:
            while data := connection.recv(4096):
                *lines, rest = (rest + data).split(b"\n")
                for line in lines:
                    connection.sendall(reply(line.decode()).encode() + b"\n")
        except ConnectionResetError:
            pass
