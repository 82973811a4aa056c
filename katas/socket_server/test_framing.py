"""Messages on their way through a stream of bytes, which does not know where one ends."""

import pytest

import checks

#: Characters of one, two, three and four bytes; and some that other programs take for the end of a line.
MESSAGES = ["hello", "", "Grüße", "漢字", "🐍", "a\rb", "a\u2028b\x0bc", " spaces \t"]


@pytest.mark.parametrize("message", MESSAGES, ids=ascii)
def test_a_packed_message_is_a_line_of_utf_8(kata, message):
    """Its text, and one line feed that ends it."""
    assert kata.pack(message) == message.encode("utf-8") + b"\n"


def test_a_line_feed_cannot_be_sent(kata):
    """It would make two messages of one."""
    checks.refuses(ValueError, lambda: kata.pack("two\nlines"), "packing a message with a line feed in it")


@pytest.mark.parametrize("message", MESSAGES, ids=ascii)
def test_a_message_comes_out_as_it_went_in(kata, message):
    """Whatever characters it has."""
    assert kata.Unpacker().feed(message.encode("utf-8") + b"\n") == [message]


def test_many_messages_in_one_piece(kata):
    """All that have arrived come out at once, the empty ones, too."""
    assert kata.Unpacker().feed(b"one\ntwo\n\nfour\n") == ["one", "two", "", "four"]


def test_nothing_is_complete_yet(kata):
    """What has no end yet is no message; neither is nothing at all."""
    unpacker = kata.Unpacker()
    assert unpacker.feed(b"hel") == []
    assert unpacker.feed(b"") == []
    assert unpacker.feed(b"lo") == []
    assert unpacker.feed(b"\n") == ["hello"]


def test_the_rest_waits_for_its_end(kata):
    """A piece has one message, and the beginning of the next one."""
    unpacker = kata.Unpacker()
    assert unpacker.feed(b"one\ntw") == ["one"]
    assert unpacker.feed(b"o\nthree\nfo") == ["two", "three"]
    assert unpacker.feed(b"ur\n") == ["four"]


def test_byte_by_byte(kata):
    """No piece holds a whole character of more than one byte."""
    unpacker = kata.Unpacker()
    sent = "".join(f"{message}\n" for message in MESSAGES).encode("utf-8")
    got = [message for byte in sent for message in unpacker.feed(bytes([byte]))]
    assert got == MESSAGES


def test_cut_anywhere(kata):
    """Wherever the network cuts it in two, it is the same."""
    sent = "".join(f"{message}\n" for message in MESSAGES).encode("utf-8")
    for place in range(len(sent) + 1):
        unpacker = kata.Unpacker()
        got = unpacker.feed(sent[:place]) + unpacker.feed(sent[place:])
        assert got == MESSAGES, f"cut after {place} bytes: {sent[:place]!r} and {sent[place:]!r}"


def test_longer_than_any_buffer(kata):
    """A message of some thousand characters, in pieces of 1024 bytes: most of them end within a character."""
    message = "x" + "漢" * 4_000
    unpacker = kata.Unpacker()
    sent = message.encode("utf-8") + b"\n"
    pieces = [sent[start : start + 1024] for start in range(0, len(sent), 1024)]
    got = [each for piece in pieces for each in unpacker.feed(piece)]
    assert len(got) == 1
    assert got[0] == message


def test_each_connection_has_an_unpacker_of_its_own(kata):
    """The half message of one client is not continued by another one."""
    ann, bob = kata.Unpacker(), kata.Unpacker()
    assert ann.feed(b"ann is ha") == []
    assert bob.feed(b"bob\n") == ["bob"]
    assert ann.feed(b"lf\n") == ["ann is half"]


def test_what_is_no_utf_8(kata):
    """It is not made into something else: who asked has to know."""
    checks.refuses(UnicodeDecodeError, lambda: kata.Unpacker().feed(b"\xff\xfe\n"), "a message that is no UTF-8")
