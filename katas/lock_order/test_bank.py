import checks


class Journal:
    """The journal of a bank: what was entered, and who was at it at the same time."""

    def __init__(self, company=0):
        self.entries = []
        self.writing = checks.Spans()
        self.company = company

    def __call__(self, source, target, amount):
        """Enter a transfer; if there is to be company, wait for it."""
        with self.writing.inside(f"{source} to {target}"):
            if self.company:
                self.writing.meet(self.company)
            else:
                checks.pause()
        self.entries.append((source, target, amount))


def test_money_moves(kata):
    """From the source to the target, as much as there is, and each time it is entered."""
    journal = Journal()
    bank = kata.Bank({"ann": 100, "bob": 0}, journal)
    assert bank.transfer("ann", "bob", 70) is True
    assert bank.transfer("ann", "bob", 31) is False
    assert (bank.balance("ann"), bank.balance("bob"), bank.total()) == (30, 70, 100)
    checks.in_order(journal.entries, [("ann", "bob", 70)])


def test_to_and_fro(kata):
    """From Ann to Bob and from Bob to Ann at the same time: nobody waits for ever."""
    bank = kata.Bank({"ann": 100, "bob": 100}, Journal())
    checks.together(
        there=lambda: bank.transfer("ann", "bob", 10),
        back=lambda: bank.transfer("bob", "ann", 30),
    )
    assert (bank.balance("ann"), bank.balance("bob")) == (120, 80)


def test_in_a_circle(kata):
    """From A to B, from B to C and from C to A at the same time."""
    bank = kata.Bank({"a": 10, "b": 10, "c": 10}, Journal())
    checks.together(
        a_to_b=lambda: bank.transfer("a", "b", 1),
        b_to_c=lambda: bank.transfer("b", "c", 2),
        c_to_a=lambda: bank.transfer("c", "a", 3),
    )
    assert (bank.balance("a"), bank.balance("b"), bank.balance("c")) == (12, 9, 9)


def test_from_an_account_to_itself(kata):
    """It is entered, it changes nothing, and the account can be used again."""
    journal = Journal()
    bank = kata.Bank({"ann": 100, "bob": 0}, journal)
    assert bank.transfer("ann", "ann", 10) is True
    assert bank.transfer("ann", "ann", 101) is False
    assert bank.transfer("ann", "bob", 100) is True
    assert (bank.balance("ann"), bank.balance("bob")) == (0, 100)
    checks.in_order(journal.entries, [("ann", "ann", 10), ("ann", "bob", 100)])


def test_the_last_money_is_spent_once(kata):
    """Two threads want the same 100: one gets it."""
    bank = kata.Bank({"ann": 100, "bob": 0, "cid": 0}, Journal())
    answers = []
    checks.together(
        to_bob=lambda: answers.append(bank.transfer("ann", "bob", 100)),
        to_cid=lambda: answers.append(bank.transfer("ann", "cid", 100)),
    )
    assert sorted(answers, key=repr) == [False, True], (
        f"two want the same 100, and one can have it; the answers are {answers}"
    )
    assert (bank.balance("ann"), bank.total()) == (0, 100)


def test_the_total_is_never_wrong(kata):
    """While money is on its way, whoever counts all of it finds all of it, once."""
    bank = kata.Bank({"ann": 100, "bob": 100, "cid": 100}, lambda *_entry: checks.pause())
    totals = []
    checks.together(
        there=lambda: bank.transfer("ann", "cid", 10),
        counts=lambda: totals.append(bank.total()),
    )
    assert totals == [300], f"there are 300 in the bank all the time, and somebody has counted {totals[0]}"


def test_who_counts_is_in_nobodys_way(kata):
    """The one who counts needs all accounts, the others two each: nobody waits for ever."""
    bank = kata.Bank({"cid": 100, "ann": 100, "bob": 100}, Journal())
    checks.together(
        there=lambda: bank.transfer("ann", "cid", 10),
        back=lambda: bank.transfer("cid", "bob", 10),
        counts=bank.total,
    )
    assert bank.total() == 300


def test_strangers_do_not_wait_for_each_other(kata):
    """Two transfers between four accounts are entered at the same time."""
    journal = Journal(company=2)
    bank = kata.Bank({"ann": 5, "bob": 0, "cid": 5, "dan": 0}, journal)
    checks.together(one=lambda: bank.transfer("ann", "bob", 5), other=lambda: bank.transfer("cid", "dan", 5))
    checks.overlaps(journal.writing, "ann to bob", "cid to dan")


def test_who_has_an_account_in_common_waits(kata):
    """Two transfers from one account are entered one after the other."""
    journal = Journal()
    bank = kata.Bank({"ann": 10, "bob": 0, "cid": 0}, journal)
    checks.together(one=lambda: bank.transfer("ann", "bob", 5), other=lambda: bank.transfer("ann", "cid", 5))
    checks.everybody_left(journal.writing, "ann to bob", "ann to cid")
    checks.at_most_together(journal.writing, 1)


def test_who_asks_for_a_balance_waits(kata):
    """Ann's money is under way: nobody is told what she has before it was moved and entered."""
    asking = checks.Spans()
    answers, too_early = [], []

    def asks():
        with asking.inside("who asks"):
            answers.append(bank.balance("ann"))

    def journal(source, target, amount):
        threads.append(checks.begin("asks", asks))
        asking.stay_until_left("who asks")
        too_early.extend(answers)

    threads = []
    bank = kata.Bank({"ann": 10, "bob": 0}, journal)
    bank.transfer("ann", "bob", 4)
    assert not too_early, f"a transfer from ann was not entered yet, and somebody was told that she has {too_early[0]}"
    threads[0].join()
    assert answers == [6]


def test_what_is_not_entered_is_not_moved(kata):
    """The journal is full: the exception comes out, no money has moved, and the bank goes on."""

    def full(source, target, amount):
        raise OSError(f"no room for {source} to {target}, {amount}")

    bank = kata.Bank({"ann": 10, "bob": 0}, full)
    # In a thread of its own: whoever keeps a lock after the exception is seen to have ended with it.
    checks.together(
        fails=lambda: checks.refuses(
            OSError, lambda: bank.transfer("ann", "bob", 5), "a transfer that cannot be entered"
        )
    )
    counted = []
    checks.together(counts=lambda: counted.extend([bank.balance("ann"), bank.balance("bob"), bank.total()]))
    assert counted == [10, 0, 10]
