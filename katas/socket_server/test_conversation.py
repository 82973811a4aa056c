"""Talk with one client, until it has had enough."""

import contextlib
import threading

import pytest

import checks

pytestmark = pytest.mark.real


@contextlib.contextmanager
def conversation(kata, reply):
    """Let `converse` talk with a guest in a thread of its own; in the end both are through."""
    client, connection = checks.connection("the client")
    failed = []

    def talk():
        try:
            kata.converse(connection, reply)
        except BaseException as error:  # noqa: BLE001 - it is raised again below, where the spec fails with it
            failed.append(error)
            connection.close()  # so that the client does not wait

    server = threading.Thread(target=talk, name="server")
    server.start()
    try:
        with client:
            yield client
        server.join()
    finally:
        if failed:
            raise failed[0]


def test_a_message_is_answered(kata):
    """It is answered at once: the client may say more, but need not."""
    with conversation(kata, str.upper) as client:
        client.say("hello")
        checks.hears(client, "HELLO")


def test_one_message_after_the_other(kata):
    """A conversation has as many questions as the client likes."""
    with conversation(kata, str.upper) as client:
        for message in ("one", "two", "three"):
            client.say(message)
            checks.hears(client, message.upper())


def test_many_messages_in_one_piece(kata):
    """What is sent in three pieces may arrive in one: three messages, three answers, in this order."""
    with conversation(kata, "[{}]".format) as client:
        client.say("one", "two", "three")
        checks.hears(client, "[one]", "[two]", "[three]")


def test_one_message_in_many_pieces(kata):
    """What is sent in one piece may arrive in two. Half a message is not answered, and not forgotten."""
    asked = []

    def reply(message):
        asked.append(message)
        return message.upper()

    with conversation(kata, reply) as client:
        client.send(b"hel")
        checks.until_quiet()
        assert asked == [], "the message is not complete yet, and was answered"
        client.send(b"lo\nwor")
        checks.hears(client, "HELLO")
        client.send(b"ld\n")
        checks.hears(client, "WORLD")


def test_characters_in_pieces(kata):
    """Byte by byte: no piece holds a whole character of more than one byte."""
    with conversation(kata, str.upper) as client:
        client.send_in_pieces("grüße 🐍\n".encode())
        checks.hears(client, "GRÜSSE 🐍")


def test_longer_than_any_buffer(kata):
    """A message of 300 KB: whatever the size of the buffer, its end falls within a character somewhere."""
    message = "x" + "漢" * 100_000
    with conversation(kata, lambda message: f"{len(message)} characters") as client:
        client.say(message)
        checks.hears(client, "100001 characters")


def test_an_answer_longer_than_any_buffer(kata):
    """An answer of 300 KB arrives as a whole, although `send` takes only a part of it at a time."""
    answer = "x" + "漢" * 100_000
    with checks.short_sends(50_000), conversation(kata, lambda _: answer) as client:
        client.say("tell me")
        client.say_no_more()
        got = client.hear_bytes()
        assert len(got) == len(answer.encode()) + 1, "not all bytes of the answer have arrived"
        assert got.decode() == f"{answer}\n"


@pytest.mark.parametrize("message", ["", " ", "a\rb", "a\u2028b\x0bc", "0"], ids=ascii)
def test_any_text_is_a_message(kata, message):
    """The empty one, too, and characters that other programs take for the end of a line."""
    with conversation(kata, lambda message: f"[{message}]") as client:
        client.say(message)
        checks.hears(client, f"[{message}]")


def test_an_empty_answer(kata):
    """It is sent like any other: otherwise the client waits for it for ever."""
    with conversation(kata, lambda _: "") as client:
        client.say("nothing?")
        checks.hears(client, "")


def test_who_has_said_its_last_may_still_listen(kata):
    """The client says that nothing more will come; it gets all its answers, and then the end of the connection."""
    with conversation(kata, "[{}]".format) as client:
        client.say("one", "two")
        client.say_no_more()
        checks.hears(client, "[one]", "[two]")
        checks.hears_the_end(client)


def test_nothing_was_said(kata):
    """The client comes and goes."""
    with conversation(kata, str.upper) as client:
        client.leave()


def test_half_a_message_is_none(kata):
    """The client leaves in the middle of a message: nobody knows how it would have gone on, so it is not answered."""
    with conversation(kata, str.upper) as client:
        client.send(b"one\ndelete all old fi")
        client.say_no_more()
        checks.hears(client, "ONE")
        checks.hears_the_end(client)


def test_a_client_breaks_down(kata):
    """The connection is torn between two messages. That ends the conversation, and is no failure of the server."""
    with conversation(kata, str.upper) as client:
        client.say("one")
        checks.hears(client, "ONE")
        client.tear_off()


def test_a_client_does_not_wait_for_its_answers(kata):
    """It leaves while the first one is prepared. Who sends to it gets an error sooner or later: no failure either."""
    has_left = threading.Event()

    def reply(message):
        has_left.wait()
        return message.upper()

    with conversation(kata, reply) as client:
        client.say("one", "two", "three")
        client.leave()
        has_left.set()


def test_there_is_no_answer(kata):
    """`reply` raises an exception. It is the caller's; and the client is not kept waiting."""

    def reply(message):
        raise LookupError(message)

    client, connection = checks.connection("the client")
    with client:
        client.say("unknown")
        checks.refuses(LookupError, lambda: kata.converse(connection, reply), "a message that `reply` cannot answer")
        checks.hears_the_end(client)


def test_what_is_no_utf_8(kata):
    """The caller is told, and the client is not kept waiting."""
    client, connection = checks.connection("the client")
    with client:
        client.send(b"\xff\xfe\n")
        checks.refuses(UnicodeDecodeError, lambda: kata.converse(connection, str.upper), "a message that is no UTF-8")
        checks.hears_the_end(client)
