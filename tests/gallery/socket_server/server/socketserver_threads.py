"""The server of the standard library, with a semaphore for the limit, and a `stop` that ends the conversations."""

import socket
import socketserver
import threading


class Handler(socketserver.StreamRequestHandler):
    def handle(self):
        for line in self.rfile:
            if self.server.stopping or not line.endswith(b"\n"):
                return
            self.wfile.write(self.server.reply(line[:-1].decode()).encode() + b"\n")


class TCPServer(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    request_queue_size = 50
    stopping = False

    def process_request(self, request, client_address):
        self.places.acquire()
        with self.lock:
            self.requests.add(request)
            if self.stopping:
                request.shutdown(socket.SHUT_RD)
        super().process_request(request, client_address)

    def shutdown_request(self, request):
        with self.lock:
            self.requests.discard(request)
        super().shutdown_request(request)
        self.places.release()

    def handle_error(self, request, client_address):
        import sys

        error = sys.exception() if hasattr(sys, "exception") else sys.exc_info()[1]
        if not isinstance(error, ConnectionError):
            self.errors.append(error)


class Server:
    def __init__(self, reply, limit, port=0):
        self.errors = []
        self.port = port
        self.reply = reply
        self.limit = limit

    def start(self):
        self.server = TCPServer(("127.0.0.1", self.port), Handler)
        self.server.reply = self.reply
        self.server.errors = self.errors
        self.server.requests = set()
        self.server.lock = threading.Lock()
        self.server.places = threading.Semaphore(self.limit)
        self.address = self.server.server_address
        self.thread = threading.Thread(target=self.server.serve_forever, args=(0.01,))
        self.thread.start()

    def stop(self):
        with self.server.lock:
            self.server.stopping = True
            for request in self.server.requests:
                try:
                    request.shutdown(socket.SHUT_RD)
                except OSError:
                    pass
        self.server.shutdown()
        self.thread.join()
        self.server.server_close()
