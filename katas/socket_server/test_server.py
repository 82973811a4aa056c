"""A server that talks with many clients at the same time, and that can be stopped."""

import contextlib
import socket
import threading

import pytest

import checks

pytestmark = pytest.mark.real


@contextlib.contextmanager
def serving(kata, reply=str.upper, limit=2, port=0):
    """Start a server, and stop it in the end; after a failed assertion nothing is stopped, so that nothing can hang."""
    server = kata.Server(reply, limit, port)
    server.start()
    yield server
    server.stop()


def guest(server, name):
    """Connect a client to the server."""
    return checks.Guest.at(server.address, name)


# One client, as in a conversation.


def test_messages_are_answered(kata):
    """One after the other, and many that come in one piece."""
    with serving(kata, "[{}]".format) as server, guest(server, "ann") as ann:
        ann.say("one")
        checks.hears(ann, "[one]")
        ann.say("two", "", "four")
        checks.hears(ann, "[two]", "[]", "[four]")


def test_characters_in_pieces(kata):
    """Byte by byte: no piece holds a whole character of more than one byte."""
    with serving(kata) as server, guest(server, "ann") as ann:
        ann.send_in_pieces("grüße 🐍\n".encode())
        checks.hears(ann, "GRÜSSE 🐍")


def test_longer_than_any_buffer(kata):
    """A message of 300 KB and an answer of 300 KB: the ends of the pieces fall within characters."""
    text = "x" + "漢" * 100_000
    with checks.short_sends(50_000), serving(kata, lambda message: message) as server, guest(server, "ann") as ann:
        ann.say(text)
        ann.say_no_more()
        got = ann.hear_bytes()
        assert len(got) == len(text.encode()) + 1, "not all bytes of the answer have arrived"
        assert got.decode() == f"{text}\n"


def test_who_has_said_its_last_may_still_listen(kata):
    """The client says that nothing more will come; it gets all its answers, and then the end of the connection."""
    with serving(kata, "[{}]".format) as server, guest(server, "ann") as ann:
        ann.say("one", "two")
        ann.say_no_more()
        checks.hears(ann, "[one]", "[two]")
        checks.hears_the_end(ann)


# Many clients: to each its own.


def test_handlers_that_start_late(kata):
    """A thread that was started has not begun yet. Two clients have come by the time that it does.

    Each gets its own answer all the same.
    """
    with serving(kata) as server, checks.late_threads() as late, guest(server, "ann") as ann:
        ann.say("i am ann")
        checks.until_quiet()
        with guest(server, "bob") as bob:
            bob.say("i am bob")
            checks.until_quiet()
            late.begin()
            checks.all_hear(ann, bob, think="both had come when your threads began: where does each find its client?")
            checks.hears(ann, "I AM ANN")
            checks.hears(bob, "I AM BOB")


def test_somebody_comes_while_an_answer_is_prepared(kata):
    """Bob comes, asks and is answered, while Ann's answer is still being prepared. It goes to Ann all the same."""
    bob_was_here = threading.Event()

    def reply(message):
        if message == "ann's question":
            bob_was_here.wait()
        return message.upper()

    with serving(kata, reply) as server, guest(server, "ann") as ann:
        ann.say("ann's question")
        checks.until_quiet()
        with guest(server, "bob") as bob:
            bob.say("bob's question")
            checks.hears(bob, "BOB'S QUESTION")
            bob_was_here.set()
            if checks.first_to_hear(ann, bob) is bob:
                raise AssertionError(f"bob heard {bob.hear()!r}; he has not asked that, and ann waits for it")
            checks.hears(ann, "ANN'S QUESTION")


def test_many_at_the_same_time(kata):
    """Twenty clients are all being answered at the same moment, and each gets its own answer."""
    names = [f"client {number}" for number in range(20)]
    all_there = threading.Barrier(len(names))

    def reply(message):
        all_there.wait()
        return message.upper()

    with serving(kata, reply, limit=len(names)) as server, contextlib.ExitStack() as leaving:
        guests = [leaving.enter_context(guest(server, name)) for name in names]
        for one in guests:
            one.say(one.name)
        for one in guests:
            checks.hears(one, one.name.upper())


def test_two_servers(kata):
    """They listen at different ports, and do not mix up their clients."""
    with (
        serving(kata, str.upper) as loud,
        serving(kata, str.lower) as quiet,
        guest(loud, "ann") as ann,
        guest(quiet, "bob") as bob,
    ):
        ann.say("Hello")
        bob.say("Hello")
        checks.hears(ann, "HELLO")
        checks.hears(bob, "hello")


def test_only_this_computer_can_connect(kata):
    """The server listens at 127.0.0.1, and at no other address of this computer."""
    with serving(kata) as server:
        host, port = server.address
        assert host == "127.0.0.1"
        assert port > 0
        checks.refuses_connections(("127.0.0.2", port))


# Nobody waits for somebody else.


def test_a_client_that_says_nothing_yet(kata):
    """Ann has connected and is silent, or is half through her message. Bob is served meanwhile."""
    for said in (b"", b"just a mom"):
        with serving(kata) as server, guest(server, "ann") as ann:
            ann.send(said)
            checks.until_quiet()
            with guest(server, "bob") as bob:
                bob.say("hello")
                checks.hears(bob, "HELLO")


def test_a_client_that_does_not_read(kata):
    """Ann asks for a long answer, and does not read it. When all buffers are full, only her handler waits."""
    long = "x" * 16_000_000

    def reply(message):
        return long if message == "tell me everything" else message.upper()

    with serving(kata, reply) as server, guest(server, "ann") as ann:
        ann.say("tell me everything")
        checks.until_quiet()
        with guest(server, "bob") as bob:
            bob.say("hello")
            checks.hears(bob, "HELLO")
        ann.say_no_more()
        assert len(ann.hear_bytes()) == len(long) + 1, "not all bytes of the answer have arrived"


def test_an_answer_that_takes_its_time(kata):
    """Ann's answer is being prepared. Bob asks twice and is answered twice meanwhile."""
    bob_is_through = threading.Event()

    def reply(message):
        if message == "difficult":
            bob_is_through.wait()
        return message.upper()

    with serving(kata, reply) as server, guest(server, "ann") as ann, guest(server, "bob") as bob:
        ann.say("difficult")
        checks.until_quiet()
        for message in ("easy", "easy, too"):
            bob.say(message)
            checks.hears(bob, message.upper())
        bob_is_through.set()
        checks.hears(ann, "DIFFICULT")


# Who leaves, and what fails, concerns nobody else.


@pytest.mark.parametrize("how", ["says goodbye", "in the middle of a message", "breaks down", "does not wait"])
def test_a_client_leaves(kata, how):
    """However Ann leaves, Bob is served as before, and it is no error."""
    ann_has_left = threading.Event()

    def reply(message):
        if message == "question":
            ann_has_left.wait()
        return message.upper()

    with serving(kata, reply) as server, guest(server, "bob") as bob:
        bob.say("before")
        checks.hears(bob, "BEFORE")
        with guest(server, "ann") as ann:
            ann.say("hello")
            checks.hears(ann, "HELLO")
            if how == "in the middle of a message":
                ann.send(b"to be continu")
            elif how == "breaks down":
                ann.tear_off()
            elif how == "does not wait":
                ann.say("question", "question", "question")
        ann_has_left.set()
        checks.until_quiet()
        bob.say("after")
        checks.hears(bob, "AFTER")
        with guest(server, "eve") as eve:
            eve.say("ann's place")
            checks.hears(eve, "ANN'S PLACE")
        assert server.errors == []


def test_an_answer_fails(kata):
    """`reply` raises an exception for Ann. Her connection ends; Bob, and who comes later, is served as before."""

    def reply(message):
        if message == "unknown":
            raise LookupError(message)
        return message.upper()

    with serving(kata, reply) as server, guest(server, "bob") as bob:
        for name in ("ann", "ann again", "ann once more"):
            with guest(server, name) as ann:
                ann.say("unknown")
                checks.hears_the_end(ann)
        bob.say("hello")
        checks.hears(bob, "HELLO")
    assert [repr(error) for error in server.errors] == ["LookupError('unknown')"] * 3


def test_what_is_no_utf_8(kata):
    """It ends the conversation with Ann, and no other."""
    with serving(kata) as server, guest(server, "ann") as ann, guest(server, "bob") as bob:
        ann.send(b"\xff\xfe\n")
        checks.hears_the_end(ann)
        bob.say("hello")
        checks.hears(bob, "HELLO")
    assert [type(error) for error in server.errors] == [UnicodeDecodeError]


# So many, and no more.


def test_no_more_clients_at_the_same_time_than_agreed(kata):
    """Six clients ask, and the limit is two: two are being answered, and the others cost no threads."""
    may_answer = threading.Event()
    spans = checks.Spans()

    def reply(message):
        with spans.inside(message):
            may_answer.wait()
        return message.upper()

    before = checks.threads_now()
    with serving(kata, reply, limit=2) as server, contextlib.ExitStack() as leaving:
        guests = [leaving.enter_context(guest(server, f"client {number}")) for number in range(6)]
        for one in guests:
            one.say(one.name)
        checks.until_quiet()
        checks.at_most_together(spans, 2)
        checks.reaches_together(spans, 2)
        checks.at_most_new_threads(before, 2 + 2)
        may_answer.set()
        while guests:
            one = checks.first_to_hear(*guests)
            checks.hears(one, one.name.upper())
            one.leave()
            guests.remove(one)


def test_who_waits_is_served_when_somebody_has_left(kata):
    """The limit is one. Bob waits while Ann is there, asks meanwhile, and is answered when she has left."""
    with serving(kata, limit=1) as server, guest(server, "ann") as ann:
        ann.say("hello")
        checks.hears(ann, "HELLO")
        with guest(server, "bob") as bob:
            bob.say("is it my turn?")
            checks.until_quiet()
            ann.leave()
            checks.hears(bob, "IS IT MY TURN?")


# The end.


def test_stop_without_clients(kata):
    """Nobody has ever come. `stop` returns, nobody listens any more, and the threads have ended."""
    before = checks.threads_now()
    with serving(kata) as server:
        checks.until_quiet()
    checks.no_thread_left(before)
    checks.refuses_connections(server.address)


def test_stop_when_all_have_left(kata):
    """Some have been served, and are gone."""
    before = checks.threads_now()
    with serving(kata) as server:
        for name in ("ann", "bob"):
            with guest(server, name) as one:
                one.say(name)
                checks.hears(one, name.upper())
    checks.no_thread_left(before)


def test_stop_while_clients_are_there(kata):
    """Ann has been answered, Bob is in the middle of a message, both stay: `stop` ends their connections."""
    before = checks.threads_now()
    server = kata.Server(str.upper, 2)
    server.start()
    with guest(server, "ann") as ann, guest(server, "bob") as bob:
        ann.say("hello")
        checks.hears(ann, "HELLO")
        bob.send(b"what i want to s")
        checks.until_quiet()
        server.stop()
        checks.no_thread_left(before)
        checks.refuses_connections(server.address)
        checks.hears_the_end(ann)
        checks.hears_the_end(bob)


def test_stop_while_an_answer_is_prepared(kata):
    """`stop` waits for it. Ann gets her answer, and then the end of the connection."""
    prepared = threading.Event()

    def reply(message):
        prepared.wait()
        return message.upper()

    server = kata.Server(reply, 2)
    server.start()
    with guest(server, "ann") as ann:
        ann.say("the last question")
        checks.until_quiet()
        stopping = threading.Thread(target=server.stop, name="stopping")
        stopping.start()
        checks.until_quiet()
        assert stopping.is_alive(), "`stop` has returned while an answer was still being prepared"
        prepared.set()
        checks.hears(ann, "THE LAST QUESTION")
        checks.hears_the_end(ann)
        stopping.join()


def test_stop_while_somebody_talks_and_talks(kata):
    """Whenever Ann is answered, she has already said something new. `stop` does not wait until she has had enough."""
    stopping = threading.Event()
    answered_after = []

    def reply(message):
        stopping.wait()
        answered_after.append(message)
        if len(answered_after) < 100:
            ann.say("and another thing")
        return message.upper()

    server = kata.Server(reply, 2)
    server.start()
    with guest(server, "ann") as ann:
        ann.say("to begin with")
        checks.until_quiet()
        ending = threading.Thread(target=server.stop, name="stopping")
        ending.start()
        checks.until_quiet()
        stopping.set()
        ending.join()
        assert len(answered_after) < 100, "after `stop` had begun, a hundred more messages of ann's were answered"


def test_stop_while_clients_wait_to_be_served(kata):
    """The limit is one. Ann is being served, and Bob and Eve wait: the connections of all of them end."""
    before = checks.threads_now()
    server = kata.Server(str.upper, 1)
    server.start()
    with guest(server, "ann") as ann:
        ann.say("hello")
        checks.hears(ann, "HELLO")
        with guest(server, "bob") as bob, guest(server, "eve") as eve:
            bob.say("is it my turn?")
            checks.until_quiet()
            server.stop()
            checks.no_thread_left(before)
            checks.hears_the_end(ann)
            bob.hear_all()
            checks.hears_the_end(eve)


def test_another_server_at_the_same_port(kata):
    """After `stop` the port is free at once, although the system still remembers its connections."""
    server = kata.Server(str.upper, 2)
    server.start()
    with guest(server, "ann") as ann:
        ann.say("hello")
        checks.hears(ann, "HELLO")
        server.stop()
        checks.hears_the_end(ann)
    with serving(kata, str.lower, port=server.address[1]) as another, guest(another, "bob") as bob:
        assert another.address == server.address
        bob.say("HELLO")
        checks.hears(bob, "hello")


# Every interleaving. These run on the simulated machine, whose threads and sockets take turns as it decides.


def asks(server, name, answers):
    """A client's whole visit: it connects, asks once, and keeps the line that it hears."""
    with socket.create_connection(server.address) as connection:
        connection.sendall(f"i am {name}\n".encode())
        with connection.makefile("rb") as lines:
            answers[name] = lines.readline()


@pytest.mark.explore(hammer=False, if_unsupported="skip")
def test_two_clients_in_any_order(kata):
    """Ann and Bob come at the same time. Whoever is first, each hears the answer to its own question."""
    server = kata.Server(str.upper, 2)
    server.start()
    answers = {}
    clients = [threading.Thread(target=asks, args=(server, name, answers), name=name) for name in ("ann", "bob")]
    for client in clients:
        client.start()
    for client in clients:
        client.join()
    server.stop()
    assert answers == {"ann": b"I AM ANN\n", "bob": b"I AM BOB\n"}
    assert server.errors == []
