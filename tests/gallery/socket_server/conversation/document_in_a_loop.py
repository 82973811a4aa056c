"""A message for each `recv`, again and again: the end of the connection (b'') is taken for a message, too."""


def converse(connection, reply):
    while True:
        data = connection.recv(1024)
        connection.sendall((reply(data.decode("utf-8").rstrip("\n")) + "\n").encode("utf-8"))
