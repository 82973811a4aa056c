"""The other side: a client that asks, and many of them at once."""

import contextlib
import threading

import pytest

import checks

pytestmark = pytest.mark.real


@contextlib.contextmanager
def serving(serve):
    """Let `serve(guest)` play the server for one client, in a thread; hand over the address where it can connect."""
    with checks.listener() as listening:

        def accept():
            with checks.Guest("the server", listening.accept()[0]) as server:
                serve(server)

        playing = threading.Thread(target=accept, name="server")
        playing.start()
        yield listening.getsockname()
        playing.join()


def answering(server):
    """Answer all that comes in capitals, until the client ends the connection."""
    while (message := server.hear()) is not None:
        server.say(message.upper())


def test_a_question_and_its_answer(kata):
    """The server hears a line, and answers with one."""
    with serving(answering) as address, contextlib.closing(kata.Client(address)) as client:
        assert client.ask("hello") == "HELLO"


def test_one_connection_for_all_questions(kata):
    """The server accepts only one; the client asks three times."""
    with serving(answering) as address, contextlib.closing(kata.Client(address)) as client:
        assert [client.ask(message) for message in ("one", "two", "three")] == ["ONE", "TWO", "THREE"]


@pytest.mark.parametrize("text", ["", "0", "grüße 🐍", "a\rb", "a\u2028b\x0bc", " spaces \t"], ids=ascii)
def test_any_text_is_a_question_and_an_answer(kata, text):
    """The empty one, too: it is sent, and the server answers."""
    heard = []

    def echo(server):
        heard.append(server.hear())
        server.say(text)

    with serving(echo) as address, contextlib.closing(kata.Client(address)) as client:
        assert client.ask(text) == text
    assert heard == [text]


def test_an_answer_in_pieces(kata):
    """It comes byte by byte: no piece holds a whole character of more than one byte."""

    def in_pieces(server):
        server.hear()
        server.send_in_pieces("grüße 🐍\n".encode())
        server.hear()
        server.send_in_pieces(b"bye\n")

    with serving(in_pieces) as address, contextlib.closing(kata.Client(address)) as client:
        assert client.ask("what do you say?") == "grüße 🐍"
        assert client.ask("and then?") == "bye"


def test_longer_than_any_buffer(kata):
    """A question and an answer of 300 KB; `send` takes only a part at a time."""
    text = "x" + "漢" * 100_000

    def echo(server):
        server.say(server.hear())

    with (
        checks.short_sends(50_000),
        serving(echo) as address,
        contextlib.closing(kata.Client(address)) as client,
    ):
        assert client.ask(text) == text


@pytest.mark.parametrize("last_words", ["", "half an ans"])
def test_the_server_leaves(kata, last_words):
    """It ends the connection, and there is no answer, or half of one. The client does not make one up."""

    def leaving(server):
        server.hear()
        if last_words:
            server.send(last_words.encode())

    with serving(leaving) as address, contextlib.closing(kata.Client(address)) as client:
        checks.refuses(ConnectionError, lambda: client.ask("are you there?"), "a question that got no answer")


def test_closing(kata):
    """The server sees the end of the connection."""
    with serving(checks.hears_the_end) as address:
        kata.Client(address).close()


@contextlib.contextmanager
def serving_many(count, serve):
    """Let `serve(guest)` play the server for so many clients at the same time."""
    with checks.listener() as listening:

        def accept():
            with checks.Guest("the server", listening.accept()[0]) as server:
                serve(server)

        playing = [threading.Thread(target=accept, name=f"server {number}") for number in range(count)]
        for thread in playing:
            thread.start()
        yield listening.getsockname()
        for thread in playing:
            thread.join()


def test_all_at_the_same_time(kata):
    """The server answers nobody before all five have asked; and who asks, gets the answer to that."""
    messages = ["e", "a", "d", "b", "c"]
    all_have_asked = threading.Barrier(len(messages))

    def answer(server):
        message = server.hear()
        all_have_asked.wait()
        server.say(message.upper())
        checks.hears_the_end(server)

    with serving_many(len(messages), answer) as address:
        assert kata.ask_at_once(address, messages) == ["E", "A", "D", "B", "C"]


def test_answers_come_in_another_order(kata):
    """Who asked last is answered first; the order of the results is that of the messages."""
    messages = ["first", "second", "third"]
    answered = {message: threading.Event() for message in [*messages, None]}
    after = dict(zip(messages, [*messages[1:], None], strict=True))
    answered[None].set()

    def answer(server):
        message = server.hear()
        answered[after[message]].wait()
        checks.until_quiet()
        server.say(message.upper())
        answered[message].set()
        checks.hears_the_end(server)

    with serving_many(len(messages), answer) as address:
        assert kata.ask_at_once(address, messages) == ["FIRST", "SECOND", "THIRD"]


def test_one_of_them_fails(kata):
    """The server ends one connection without an answer. The others are answered first, and then the caller is told."""
    happened = []
    bad_has_ended = threading.Event()

    def answer(server):
        message = server.hear()
        if message == "bad":
            server.say_no_more()
            checks.hears_the_end(server)
            bad_has_ended.set()
            return
        bad_has_ended.wait()
        checks.until_quiet()
        happened.append("another one is answered")
        server.say(message.upper())
        checks.hears_the_end(server)

    with serving_many(3, answer) as address:
        messages = ["good", "bad", "fine"]
        checks.refuses(ConnectionError, lambda: kata.ask_at_once(address, messages), "a question that got no answer")
        happened.append("the caller is told")
    checks.in_order(happened, ["another one is answered", "another one is answered", "the caller is told"])


def test_nothing_to_ask(kata):
    """No message, no connection, no answer."""
    assert kata.ask_at_once(("127.0.0.1", 1), []) == []
