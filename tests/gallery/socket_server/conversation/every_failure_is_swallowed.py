"""`except Exception`: nobody learns that `reply` has failed."""


def converse(connection, reply):
    rest = b""
    with connection:
        try:
            while data := connection.recv(4096):
                *lines, rest = (rest + data).split(b"\n")
                for line in lines:
                    connection.sendall(reply(line.decode()).encode() + b"\n")
        except Exception:
            pass
