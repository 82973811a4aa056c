"""Who is logged in? In each thread somebody else."""

import threading

import checks


def test_who_logs_in_is_logged_in(kata):
    """In one and the same thread, the last one counts."""
    login = kata.Login()
    login.log_in("ann")
    assert login.user() == "ann"
    login.log_in("bob")
    assert login.user() == "bob"


def test_nobody_at_first(kata):
    """Whoever asks before somebody has logged in is told so, in any thread."""
    login = kata.Login()
    seen = [login.user()]
    checks.together(other=lambda: seen.append(login.user()))
    assert seen == ["nobody", "nobody"]


def test_each_thread_has_its_own_user(kata):
    """Both log in, then both look: each sees its own user, whoever was last."""
    login = kata.Login()
    seen = {}
    both_are_in = threading.Barrier(2)

    def visit(name):
        login.log_in(name)
        both_are_in.wait()
        seen[name] = login.user()

    checks.together(ann=lambda: visit("ann"), bob=lambda: visit("bob"))
    assert seen == {"ann": "ann", "bob": "bob"}


def test_what_main_sets_is_not_there_in_a_thread(kata):
    """A new thread begins with nobody, whoever started it."""
    login = kata.Login()
    login.log_in("main's user")
    seen = []
    checks.together(thread=lambda: seen.append(login.user()))
    assert seen == ["nobody"]
    assert login.user() == "main's user"


def test_main_does_not_see_what_a_thread_sets(kata):
    """Not while the thread lives, and not afterwards."""
    login = kata.Login()
    checks.together(thread=lambda: login.log_in("the thread's user"))
    assert login.user() == "nobody"


def test_two_threads_of_one_name(kata):
    """Names of threads are for people; two threads may have the same."""
    login = kata.Login()
    seen = []
    both_are_in = threading.Barrier(2)

    def visit(user):
        login.log_in(user)
        both_are_in.wait()
        seen.append((user, login.user()))

    threads = [threading.Thread(target=visit, args=(user,), name="worker") for user in ("ann", "bob")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(seen, key=repr) == [("ann", "ann"), ("bob", "bob")]


def test_one_thread_after_the_other(kata):
    """A thread that begins when another one has ended is a new one, even if it gets the old one's number."""
    login = kata.Login()
    checks.together(first=lambda: login.log_in("ann"))
    seen = []
    checks.together(second=lambda: seen.append(login.user()))
    assert seen == ["nobody"]


def test_two_logins_do_not_mix(kata):
    """Each object remembers for itself."""
    front_door, back_door = kata.Login(), kata.Login()
    front_door.log_in("ann")
    assert back_door.user() == "nobody"
    back_door.log_in("bob")
    assert [front_door.user(), back_door.user()] == ["ann", "bob"]
