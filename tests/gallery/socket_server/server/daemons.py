"""The handlers are daemons: nobody waits for them, and nobody ends them."""

import socket
import threading


class Server:
    def __init__(self, reply, limit, port=0):
        self.reply = reply
        self.port = port
        self.errors = []
        self.places = threading.Semaphore(limit)
        self.lock = threading.Lock()
        self.handlers = {}
        self.stopping = False

    def start(self):
        self.listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        self.listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        self.listener.bind(("127.0.0.1", self.port))
        self.listener.listen()
        self.address = self.listener.getsockname()
        self.acceptor = threading.Thread(target=self.accept, name="acceptor")
        self.acceptor.start()

    def accept(self):
        while True:
            self.places.acquire()
            try:
                connection, _ = self.listener.accept()
            except OSError:
                return
            with self.lock:
                if self.stopping:
                    connection.close()
                    return
                handler = threading.Thread(target=self.handle, args=(connection,), daemon=True)
                self.handlers[connection] = handler
                handler.start()

    def handle(self, connection):
        try:
            self.talk(connection)
        except ConnectionError:
            pass
        except Exception as error:
            self.errors.append(error)
        finally:
            connection.close()
            with self.lock:
                del self.handlers[connection]
            self.places.release()

    def talk(self, connection):
        rest = b""
        while data := connection.recv(4096):
            *lines, rest = (rest + data).split(b"\n")
            for line in lines:
                if self.stopping:
                    return
                connection.sendall(self.reply(line.decode()).encode() + b"\n")

    def stop(self):
        with self.lock:
            self.stopping = True
        self.listener.shutdown(socket.SHUT_RDWR)
        self.acceptor.join()
        self.listener.close()
