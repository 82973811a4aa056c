"""Reads until the client has said its last, and answers then."""


def converse(connection, reply):
    said = b""
    with connection:
        while data := connection.recv(4096):
            said += data
        for line in said.split(b"\n")[:-1]:
            connection.sendall(reply(line.decode()).encode() + b"\n")
