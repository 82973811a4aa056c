"""Wrong: takes a ConnectionError of reply for a client that has left."""


def converse(connection, reply):
    buffer = b""
    with connection:
        try:
            while data := connection.recv(4096):
                buffer += data
                *lines, buffer = buffer.split(b"\n")
                for line in lines:
                    connection.sendall(reply(line.decode()).encode() + b"\n")
        except ConnectionError:
            return
