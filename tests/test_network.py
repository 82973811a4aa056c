"""The simulated network: sockets behave as on Linux, all that may happen is explored, and what goes wrong is told."""

from __future__ import annotations

import textwrap
import warnings
from typing import TYPE_CHECKING, Any

import pytest

from tests.simulated import explore_text

if TYPE_CHECKING:
    from pathlib import Path

    from plugins.simulation.result import Result

HEAD = """
import errno, select, selectors, socket, socketserver, struct, threading, time

def start(*bodies):
    threads = [threading.Thread(target=body, name=body.__name__) for body in bodies]
    for thread in threads: thread.start()
    return threads

def run(*bodies):
    for thread in start(*bodies): thread.join()
"""


def explore(folder: Path, text: str, **options: Any) -> Result:
    """Explore a program that begins with `HEAD`; that it leaves sockets open is no matter, as for plain Python."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)
        return explore_text(folder, HEAD + textwrap.dedent(text), **options)


def holds(folder: Path, text: str, **options: Any) -> None:
    """See that nothing goes wrong in any interleaving of a program."""
    answer = explore(folder, text, strategy="dpor", schedules=3000, **options)
    assert (answer.verdict, answer.proved) == ("ok", True), answer.explanation or answer.not_visible


def told(folder: Path, text: str, verdict: str, **options: Any) -> str:
    """Return what is told of a program with a mistake, in one line."""
    answer = explore(folder, text, schedules=300, **options)
    assert answer.verdict == verdict, answer.explanation
    return " ".join(answer.explanation.split())


#: A server that is right for two clients, and one that is right for one.
SERVER = """
    def talk(connection):
        with connection:
            data = b""
            while not data.endswith(b"\\n"):
                more = connection.recv(100)
                if not more:
                    return
                data += more
            connection.sendall(data.upper())

    def client(name):
        with socket.create_connection(listener.getsockname()) as connection:
            connection.sendall(name.encode() + b"\\n")
            answer = b""
            while data := connection.recv(100):
                answer += data
            assert answer == name.upper().encode() + b"\\n", (name, answer)

    def ann(): client("ann")
    def bob(): client("bob")
"""


class TestProved:
    """What is right is right under every interleaving, and it is said that it was."""

    def test_a_thread_for_each_of_two_clients(self, tmp_path: Path) -> None:
        """Who is accepted first, and where each of the four messages is cut: 32 interleavings, and no more."""
        answer = explore(
            tmp_path,
            SERVER
            + """
    with socket.create_server(("127.0.0.1", 0)) as listener:
        clients = start(ann, bob)
        handlers = []
        for _ in clients:
            connection, _ = listener.accept()
            handlers.append(threading.Thread(target=talk, args=(connection,)))
            handlers[-1].start()
        for one in clients + handlers: one.join()
    """,
            strategy="dpor",
            schedules=100,
        )
        assert (answer.verdict, answer.proved, answer.schedules) == ("ok", True, 32), answer.explanation

    @pytest.mark.parametrize(("clients", "interleavings"), [("ann", 12), ("ann, bob", 288)])
    def test_socketserver(self, tmp_path: Path, clients: str, interleavings: int) -> None:
        """`serve_forever` and `shutdown` are CPython's own; their order is looked at, too."""
        text = """
            class Handler(socketserver.StreamRequestHandler):
                def handle(self):
                    for line in self.rfile:
                        self.wfile.write(line.upper())

            def ask(name):
                with socket.create_connection(server.server_address) as connection:
                    connection.sendall(name + b"\\n")
                    answer = b""
                    while not answer.endswith(b"\\n"):
                        answer += connection.recv(100)
                    assert answer == name.upper() + b"\\n"

            def ann(): ask(b"ann")
            def bob(): ask(b"bob")

            with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Handler) as server:
                serving = threading.Thread(target=server.serve_forever)
                serving.start()
                run(CLIENTS)
                server.shutdown()
                serving.join()
        """
        answer = explore(tmp_path, text.replace("CLIENTS", clients), strategy="dpor", schedules=3000)
        assert (answer.verdict, answer.proved) == ("ok", True), answer.explanation or answer.not_visible
        assert answer.schedules == interleavings

    def test_what_was_sent_is_known_to_who_receives_it(self, tmp_path: Path) -> None:
        """A message hands over what its sender has written: no lock is needed for that."""
        holds(
            tmp_path,
            """
            a, b = socket.socketpair()
            total = 0
            def first():
                global total
                total += 1
                a.sendall(b"x")
            def second():
                global total
                assert b.recv(1) == b"x"
                total += 1
            run(first, second)
            assert total == 2
            """,
        )

    @pytest.mark.parametrize(
        ("tell", "learn"),
        [
            ("a.close()", "assert b.recv(1) == b''"),
            ("a.shutdown(socket.SHUT_WR)", "assert b.recv(1) == b''"),
            ("socket.create_connection(listener.getsockname())", "listener.accept()"),
        ],
    )
    def test_other_ways_to_hand_over(self, tmp_path: Path, tell: str, learn: str) -> None:
        """Closing, saying one's last and connecting are known to who learns of them."""
        text = f"""
            a, b = socket.socketpair()
            listener = socket.create_server(("127.0.0.1", 0))
            total = 0
            kept = []
            def first():
                global total
                total += 1
                kept.append({tell})
            def second():
                global total
                kept.append({learn.removeprefix("assert ")})
                total += 1
            run(first, second)
        """
        answer = explore(tmp_path, text, schedules=50)
        assert answer.verdict == "ok", answer.explanation

    def test_and_without_that_an_update_is_lost(self, tmp_path: Path) -> None:
        """The twin without the message."""
        text = """
            total = 0
            def first():
                global total
                total += 1
            def second():
                global total
                total += 1
            run(first, second)
        """
        assert "lost" in told(tmp_path, text, "lost-update")


class TestPieces:
    """What one call sends may arrive in two pieces, and `send` may take less than it is given."""

    RECEIVED = """
        a, b = socket.socketpair()
        def sender(): a.sendall({data!r})
        def receiver():
            data = b.recv(100)
            assert data == {data!r}, data
        run(sender, receiver)
    """

    def test_one_recv_is_not_one_message(self, tmp_path: Path) -> None:
        """It is found, and the report says that bytes are no messages."""
        text = told(tmp_path, self.RECEIVED.format(data=b"hello\n"), "assertion")
        assert "sends b'hel', 3 of 6 bytes" in text
        assert "TCP carries bytes, not messages" in text

    def test_the_cut_is_within_a_character(self, tmp_path: Path) -> None:
        """So that decoding each piece fails."""
        text = """
            a, b = socket.socketpair()
            def sender(): a.sendall("für".encode())
            def receiver(): b.recv(100).decode()
            run(sender, receiver)
        """
        assert "UnicodeDecodeError" in told(tmp_path, text, "exception")

    def test_whole(self, tmp_path: Path) -> None:
        """It can be left out."""
        holds(tmp_path, self.RECEIVED.format(data=b"hello\n"), network="whole")

    def test_send_takes_a_part(self, tmp_path: Path) -> None:
        """Who does not look at what `send` returns loses the rest."""
        text = """
            a, b = socket.socketpair()
            def sender():
                a.send(b"hello")
                a.close()
            def receiver():
                data = b""
                while more := b.recv(100): data += more
                assert data == b"hello", data
            run(sender, receiver)
        """
        assert "b'he'" in told(tmp_path, text, "assertion")
        holds(tmp_path, text.replace("a.send(", "a.sendall("))


class TestAsLinux:
    """Single calls, each with what Linux answers."""

    @pytest.mark.parametrize(
        ("text", "error"),
        [
            ("socket.create_connection(('127.0.0.1', 9))", "ConnectionRefusedError: [Errno 111] Connection refused"),
            ("socket.create_server(r.getsockname())", "OSError: [Errno 98] Address already in use"),
            ("a.close(); a.recv(1)", "OSError: [Errno 9] Bad file descriptor"),
            ("a.close(); b.send(b'x'); b.send(b'x')", "BrokenPipeError: [Errno 32] Broken pipe"),
            ("b.send(b'x'); a.close(); b.recv(1)", "ConnectionResetError: [Errno 104] Connection reset by peer"),
            ("a.shutdown(socket.SHUT_WR); a.send(b'x')", "BrokenPipeError: [Errno 32] Broken pipe"),
            ("socket.socket().recv(1)", "OSError: [Errno 107] Transport endpoint is not connected"),
            ("socket.socket().accept()", "OSError: [Errno 22] Invalid argument"),
            ("a.settimeout(2); a.recv(1)", "TimeoutError: timed out"),
            ("a.setblocking(False); a.recv(1)", "BlockingIOError: [Errno 11] Resource temporarily unavailable"),
            ("r.settimeout(1); r.accept()", "TimeoutError: timed out"),
            ("a.recv(-1)", "ValueError: negative buffersize in recv"),
            ("a.send('text')", "TypeError: a bytes-like object is required, not 'str'"),
            ("r.bind(('127.0.0.1', 70000))", "OverflowError: bind(): port must be 0-65535."),
        ],
    )
    def test_what_fails(self, tmp_path: Path, text: str, error: str) -> None:
        """With CPython's own words."""
        head = "a, b = socket.socketpair(); r = socket.create_server(('127.0.0.1', 0))\n"
        answer = explore(tmp_path, head + text, schedules=1)
        assert answer.verdict == "exception"
        assert error in " ".join(answer.explanation.split())

    @pytest.mark.parametrize(
        "text",
        [
            "a.sendall(b'ab'); assert b.recv(1) + b.recv(9) == b'ab'",
            "a.sendall(b'ab'); assert b.recv(9, socket.MSG_PEEK) == b.recv(9) == b'ab'",
            "a.sendall(b'ab'); v = bytearray(3); assert (b.recv_into(v), v) == (2, b'ab\\0')",
            "a.sendall(b'x'); a.close(); assert (b.recv(9), b.recv(9), b.recv(9)) == (b'x', b'', b'')",
            "b.shutdown(socket.SHUT_RD); assert b.recv(9) == b''; a.sendall(b'x'); assert b.recv(9) == b'x'",
            (
                "t = time.monotonic(); a.settimeout(7.5)\ntry: a.recv(1)\nexcept TimeoutError: pass\n"
                "assert time.monotonic() - t == 7.5"
            ),
            (
                "f = a.makefile('rw'); g = b.makefile('rw'); f.write('one\\ntwo\\n'); f.flush()\n"
                "assert (g.readline(), g.readline()) == ('one\\n', 'two\\n')"
            ),
            "assert r.getsockname()[1] >= 50000 and r.getsockname()[0] == '127.0.0.1'",
            (
                "c = socket.create_connection(r.getsockname()); d, address = r.accept()\n"
                "assert address == c.getsockname() == d.getpeername() and c.getpeername() == d.getsockname()"
            ),
            "assert socket.socket().connect_ex(('127.0.0.1', 9)) == errno.ECONNREFUSED",
            "p = r.getsockname(); r.close(); socket.create_server(p)",
            "assert select.select([a, b], [a], [], 0) == ([], [a], [])",
            (
                "s = selectors.DefaultSelector(); s.register(a, selectors.EVENT_READ); assert s.select(3) == []\n"
                "b.sendall(b'x'); assert [key.fileobj for key, _ in s.select()] == [a]"
            ),
            "d = a.dup(); a.close(); d.sendall(b'x'); assert b.recv(1) == b'x'",
            (
                "a.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack('ii', 1, 0)); a.close()\n"
                "try: b.recv(1)\nexcept ConnectionResetError: pass\nelse: assert False"
            ),
            "a.setblocking(False); n = a.send(bytes(10**7)); assert 0 < n < 10**7",
            (
                "v = socket.create_server(('::1', 0), family=socket.AF_INET6)\n"
                "c = socket.create_connection(v.getsockname()[:2]); assert v.accept()[1][:2] == c.getsockname()[:2]"
            ),
            "assert socket.gethostbyname(socket.gethostname()) == '127.0.0.1'",
            "assert socket.create_connection(('localhost', r.getsockname()[1]))",
        ],
    )
    def test_what_goes_well(self, tmp_path: Path, text: str) -> None:
        """In one thread, where nothing can come between."""
        head = "a, b = socket.socketpair(); r = socket.create_server(('127.0.0.1', 0))\n"
        answer = explore(tmp_path, head + text, schedules=1)
        assert answer.verdict == "ok", answer.explanation

    def test_a_port_is_kept_for_a_minute(self, tmp_path: Path) -> None:
        """If the server was the first to end a connection, and unless it asked for the port again."""
        text = """
            r = socket.socket(); r.bind(("127.0.0.1", 0)); r.listen(); address = r.getsockname()
            def client():
                with socket.create_connection(address) as connection:
                    assert connection.recv(1) == b""
            thread, = start(client)
            r.accept()[0].close()
            thread.join()
            r.close()
            again = socket.socket()
            try: again.bind(address)
            except OSError as error: assert error.errno == errno.EADDRINUSE
            else: raise AssertionError("it was free at once")
            time.sleep(61)
            again.bind(address)
        """
        answer = explore(tmp_path, text, schedules=30)
        assert answer.verdict == "ok", answer.explanation

    def test_closing_wakes_nobody(self, tmp_path: Path) -> None:
        """Who waits in accept keeps the socket open; shutting it down is what ends the wait."""
        text = """
            r = socket.create_server(("127.0.0.1", 0))
            def acceptor():
                try: r.accept()
                except OSError: pass
            thread, = start(acceptor)
            time.sleep(1)
            r.{how}
            thread.join()
        """
        assert "waits in accept for a client" in told(tmp_path, text.format(how="close()"), "deadlock")
        holds(tmp_path, text.format(how="shutdown(socket.SHUT_RDWR)"))


class TestDeadlocks:
    """Each kind has a sentence of its own."""

    @pytest.mark.parametrize(
        ("text", "sentence"),
        [
            (
                (
                    "a, b = socket.socketpair()\n"
                    "def one(): a.sendall(b'hi'); a.recv(9)\n"
                    "def two(): b.recv(9); b.recv(9); b.recv(9)\n"
                    "run(one, two)"
                ),
                "one and two wait for each other: each waits in recv for something that the other one does not send.",
            ),
            (
                (
                    "a, b = socket.socketpair()\n"
                    "def one(): a.sendall(bytes(10**6)); a.recv(9)\n"
                    "def two(): b.sendall(bytes(10**6)); b.recv(9)\n"
                    "run(one, two)"
                ),
                "each has sent so much that no more fits in, and neither receives.",
            ),
            (
                "r = socket.create_server(('127.0.0.1', 0))\nr.accept()",
                "main waits in accept for a client, and nobody is left who could connect.",
            ),
            (
                (
                    "r = socket.create_server(('127.0.0.1', 0))\n"
                    "def ann(): socket.create_connection(r.getsockname()).recv(1)\n"
                    "run(ann)"
                ),
                "ann is connected and waits to hear something, but nobody has accepted this connection",
            ),
            (
                (
                    "a, b = socket.socketpair()\n"
                    "def one(): a.sendall(b'x')\n"
                    "def two():\n    while b.recv(1): pass\n"
                    "run(one, two)"
                ),
                (
                    "two waits in recv to hear more from the other end of the pair, which neither sends anything nor "
                    "closes its end: nobody is left who would."
                ),
            ),
            (
                "a, b = socket.socketpair()\ndef one(): a.sendall(b'x'); a.recv(1)\nrun(one)",
                "one waits for an answer, but nobody receives what it has sent: 1 byte lies in its connection",
            ),
            (
                (
                    "r = socket.create_server(('127.0.0.1', 0), backlog=0)\n"
                    "def ann(): kept = [socket.create_connection(r.getsockname()) for _ in range(2)]\n"
                    "run(ann)"
                ),
                "ann waits to be connected: as many clients as the backlog holds wait to be accepted",
            ),
            (
                "a, b = socket.socketpair()\nselect.select([a, b], [], [])",
                "main waits until a socket is ready, and nobody is left who would connect, send or close.",
            ),
        ],
    )
    def test_told(self, tmp_path: Path, text: str, sentence: str) -> None:
        """The first sentence says who waits for what."""
        assert sentence in told(tmp_path, text, "deadlock")

    def test_the_shared_socket_of_the_document(self, tmp_path: Path) -> None:
        """Two handlers look at one variable: nobody receives what the first client sends."""
        text = (
            SERVER
            + """
    def handler():
        mine = connection
        mine.sendall(mine.recv(100).upper())
    listener = socket.create_server(("127.0.0.1", 0))
    clients = start(ann, bob)
    kept = []
    for _ in clients:
        connection, _ = listener.accept()
        kept.append(connection)
        threading.Thread(target=handler).start()
    """
        )
        text = told(tmp_path, text.replace("while data := ", "if data := "), "deadlock", network="whole")
        assert "waits for an answer, but nobody receives what it has sent" in text
        assert "Each client has a socket of its own." in text
        assert "reads connection = the socket to " in text


class TestNotControlled:
    """What goes beyond this computer and this process is refused, in clear words."""

    @pytest.mark.parametrize(
        ("text", "words"),
        [
            ("socket.socket(socket.AF_INET, socket.SOCK_DGRAM)", "datagrams (UDP)"),
            (
                "socket.create_connection(('10.36.137.19', 80))",
                "the address 10.36.137.19, which is not this computer's",
            ),
            (
                "socket.create_connection(('example.com', 80))",
                "the address of 'example.com', which is looked up in the",
            ),
            ("socket.socket(socket.AF_UNIX).bind('x')", "a Unix socket, which other processes can open"),
            (
                "import ssl; a, b = socket.socketpair(); ssl._create_unverified_context().wrap_socket(a)",
                "an encrypted connection (ssl)",
            ),
            ("import multiprocessing.connection as c; c.Listener(('127.0.0.1', 0))", "processes (multiprocessing)"),
            ("import os; r, w = os.pipe(); select.select([r], [], [])", "a wait for files or pipes (select)"),
        ],
    )
    def test_refused(self, tmp_path: Path, text: str, words: str) -> None:
        """The verdict is `unsupported`, and the sentence names it."""
        assert words in told(tmp_path, text, "unsupported")
