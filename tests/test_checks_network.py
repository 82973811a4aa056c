"""The words for specs of sockets: guests that say what they got, threads that begin late, and when nobody moves."""

from __future__ import annotations

import _thread
import re
import socket
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import checks
from checks import quiet

if TYPE_CHECKING:
    from collections.abc import Callable


def fails(word: Callable[[], object], sentence: str) -> None:
    """Assert that *word* fails, and says just that."""
    with pytest.raises(AssertionError, match=f"^{re.escape(sentence)}$"):
        word()


class TestGuest:
    """One end of a connection, which speaks lines."""

    def test_it_says_and_hears_lines(self, capsys: pytest.CaptureFixture[str]) -> None:
        """Many in one piece, the empty one, too; and it tells what it does."""
        ann, end = checks.connection("ann")
        with ann, end:
            ann.say("one", "")
            assert end.recv(100) == b"one\n\n"
            end.sendall("Grüße\n\n".encode())
            checks.hears(ann, "Grüße", "")
            end.shutdown(socket.SHUT_WR)
            checks.hears_the_end(ann)
        told = [
            "has connected",
            "says 'one', ''",
            "hears 'Grüße'",
            "hears ''",
            "sees the end of the connection",
            "leaves",
        ]
        assert capsys.readouterr().out.splitlines() == [f"ann {what}" for what in told]

    def test_what_is_not_due(self) -> None:
        """What came, what was due, and after what."""
        ann, end = checks.connection("ann")
        with ann, end:
            end.sendall(b"A\nB\nC\n")
            fails(lambda: checks.hears(ann, "A", "X"), "ann got 'B', and 'X' is due, after 'A'")
            fails(lambda: checks.hears_the_end(ann), "ann got 'C', and the end of the connection is due")
            end.shutdown(socket.SHUT_WR)
            fails(lambda: checks.hears(ann, "D"), "ann saw the end of the connection, and 'D' is due")

    def test_long_messages_are_cut(self) -> None:
        """A sentence stays one."""
        ann, end = checks.connection("ann")
        with ann, end:
            end.sendall(b"x" * 1000 + b"\n")
            fails(lambda: checks.hears(ann, "y"), f"ann got '{'x' * 39}... (1002), and 'y' is due")

    def test_pieces(self) -> None:
        """Each is read before the next one is sent, so they do not flow together."""
        ann, end = checks.connection("ann")
        got = []

        def read() -> None:
            while data := end.recv(100):
                got.append(data)

        reader = threading.Thread(target=read)
        reader.start()
        with ann, end:
            ann.send_in_pieces(b"abcde", 2)
            ann.say_no_more()
            reader.join()
        assert got == [b"ab", b"cd", b"e"]

    def test_torn_off(self) -> None:
        """The other end gets an error in place of an end."""
        ann, end = checks.connection("ann")
        with end:
            ann.tear_off()
            with pytest.raises(ConnectionResetError):
                end.recv(1)

    def test_the_other_end_is_gone(self) -> None:
        """A guest that cannot send is told when it listens."""
        ann, end = checks.connection("ann")
        with ann:
            end.close()
            ann.say("one")
            ann.say("two")
            assert ann.hear_all() == []

    def test_what_is_no_message(self) -> None:
        """All bytes until the end."""
        ann, end = checks.connection("ann")
        with ann:
            with end:
                end.sendall(b"half")
            assert ann.hear_bytes() == b"half"

    def test_who_hears_first(self) -> None:
        """The one for whom something has come."""
        (ann, ann_end), (bob, bob_end) = checks.connection("ann"), checks.connection("bob")
        with ann, bob, ann_end, bob_end:
            bob_end.sendall(b"x\n")
            assert checks.first_to_hear(ann, bob) is bob

    def test_all_hear(self) -> None:
        """Something has come for each; or nobody moves any more, and it says for whom nothing came."""
        (ann, ann_end), (bob, bob_end) = checks.connection("ann"), checks.connection("bob")
        with ann, bob, ann_end, bob_end:
            bob_end.sendall(b"x\n")
            ann_end.shutdown(socket.SHUT_WR)
            fails(lambda: checks.all_hear(ann, bob, think="why?"), "nothing comes for ann; bob got 'x'; why?")
        (ann, ann_end), (bob, bob_end) = checks.connection("ann"), checks.connection("bob")
        with ann, bob, ann_end, bob_end:
            ann_end.sendall(b"x\ny\n")
            checks.hears(ann, "x")
            bob_end.sendall(b"z\n")
            checks.all_hear(ann, bob, think="")

    def test_connections_are_refused(self) -> None:
        """As long as somebody listens, they are not."""
        with checks.listener() as listening:
            address = listening.getsockname()
            fails(
                lambda: checks.refuses_connections(address),
                "127.0.0.1: one can still connect to the port; nobody should listen there",
            )
        checks.refuses_connections(address)
        fails(lambda: checks.Guest.at(address, "ann"), "ann cannot connect: nobody listens where the server should")


def test_short_sends() -> None:
    """`send` takes a part and says so, `sendall` takes it all; afterwards both are as they were."""
    ann, end = checks.connection()
    with ann, end:
        with checks.short_sends(3):
            assert end.send(b"abcdef") == 3
            end.sendall(b"ghij")
        assert end.send(b"klmnop") == 6
        end.shutdown(socket.SHUT_WR)
        assert ann.hear_bytes() == b"abcghijklmnop"


class TestLateThreads:
    """Threads that were started, and do not begin before they are let."""

    @pytest.mark.parametrize("kind", ["thread", "subclass", "pool", "_thread"])
    def test_none_begins(self, kind: str) -> None:
        """However it is started, and whoever starts it goes on."""
        begun: list[str] = []
        ended = threading.Event()

        class Sub(threading.Thread):
            def run(self) -> None:
                work()

        def work() -> None:
            begun.append(kind)
            ended.set()

        before = checks.threads_now()
        with ThreadPoolExecutor(1) as pool, checks.late_threads() as late:
            start: dict[str, Callable[[], object]] = {
                "thread": threading.Thread(target=work).start,
                "subclass": Sub().start,
                "pool": lambda: pool.submit(work),
                "_thread": lambda: _thread.start_new_thread(work, ()),
            }
            start[kind]()
            checks.until_quiet()
            assert begun == []
            assert len(late.held) == 1
            late.begin()
            ended.wait()
        assert begun == [kind]
        checks.no_thread_left(before)

    def test_afterwards_all_is_as_before(self) -> None:
        """Those that were held begin when the block ends, and others at once."""
        start = threading.Thread.start
        with checks.late_threads():
            held = threading.Thread(target=int)
            held.start()
        held.join()
        assert threading.Thread.start is start


class TestQuiet:
    """The wait that ends when everybody else is blocked."""

    def test_who_works_is_waited_for(self) -> None:
        """The thread works, and gives up the processor meanwhile; when it waits for us, we go on."""
        done: list[int] = []
        go_on = threading.Event()

        def work() -> None:
            done.extend(sum(range(20_000)) for _ in range(20))
            go_on.wait()

        worker = threading.Thread(target=work)
        worker.start()
        checks.until_quiet()
        assert len(done) == 20
        go_on.set()
        worker.join()

    def test_two_may_wait_for_it(self) -> None:
        """Who waits here is at rest."""
        waiting = threading.Thread(target=checks.until_quiet)
        waiting.start()
        checks.until_quiet()
        waiting.join()

    def test_who_never_rests_is_told(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """A thread that keeps the processor busy, by name."""
        monkeypatch.setattr(quiet, "LOOKS", 20)
        enough: list[int] = []

        def spin() -> None:
            while not enough:
                pass

        spinning = threading.Thread(target=spin, name="spinning")
        spinning.start()
        with pytest.raises(AssertionError, match=r"^(spinning|a thread) never comes to rest: it keeps the processor"):
            checks.until_quiet()
        enough.append(1)
        spinning.join()

    def test_where_the_kernel_does_not_tell(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """A little while, and that is all one can do."""
        monkeypatch.setattr(quiet, "TASKS", Path("/nowhere"))
        monkeypatch.setattr(quiet, "BLIND", 0)
        checks.until_quiet()

    def test_new_threads(self) -> None:
        """They are counted and named; one that has ended is not."""
        before = checks.threads_now()
        end = threading.Event()
        threads = [threading.Thread(target=end.wait, name=name) for name in ("bob", "ann")]
        for thread in threads:
            thread.start()
        checks.at_most_new_threads(before, 2)
        fails(
            lambda: checks.at_most_new_threads(before, 1),
            "there are 2 more threads, and at most 1 may be: ann, bob",
        )
        fails(lambda: checks.no_thread_left(before), "ann, bob should have ended by now, and have not")
        end.set()
        for thread in threads:
            thread.join()
        checks.no_thread_left(before)
