"""What a `Document` has to do."""

import pytest

import checks


def text_of(document):
    """Return the text."""
    seen = []
    document.read(seen.append)
    (text,) = seen
    return text


def test_it_is_read_and_edited(kata):
    """What was written is what is read."""
    document = kata.Document("tea")
    assert text_of(document) == "tea"
    document.edit(str.upper)
    assert text_of(document) == "TEA"


def test_edit_if_it_is_wanted(kata):
    """It says whether the text was changed; where it is not wanted, nothing is."""
    document = kata.Document("tea")
    assert document.edit_if(lambda text: "tea" in text, lambda text: f"green {text}") is True
    assert document.edit_if(lambda text: "coffee" in text, lambda text: f"black {text}") is False
    assert text_of(document) == "green tea"


def test_readers_read_together(kata):
    """Two who read are in at the same time."""
    document, spans = kata.Document("tea"), checks.Spans()

    def show(text):
        with spans.inside(text):
            spans.meet(2)

    checks.together(ann=lambda: document.read(show), bob=lambda: document.read(show))
    checks.reaches_together(spans, 2)


def test_who_only_asks_is_in_nobodys_way(kata):
    """One reads, another one asks whether a change is wanted: both are in at the same time."""
    document, spans = kata.Document("tea"), checks.Spans()

    def meet(text):
        with spans.inside(text):
            spans.meet(2)
        return False

    checks.together(ann=lambda: document.read(meet), eve=lambda: document.edit_if(meet, str.upper))
    checks.reaches_together(spans, 2)


def test_nobody_reads_while_it_is_edited(kata):
    """A reader sees the text as it was, or as it is afterwards, and not while somebody is at it."""
    document, spans, seen = kata.Document("tea"), checks.Spans(), []

    def change(text):
        with spans.inside("editing"):
            checks.pause()
        return f"green {text}"

    def show(text):
        with spans.inside("reading"):
            checks.pause()
        seen.append(text)

    checks.together(will=lambda: document.edit(change), ann=lambda: document.read(show))
    checks.never_together(spans, "editing", "reading")
    assert seen in (["tea"], ["green tea"])


def test_two_edit_one_after_the_other(kata):
    """Neither change is lost."""
    document = kata.Document("")

    def add(letter):
        def change(text):
            checks.pause()
            return text + letter

        return lambda: document.edit(change)

    checks.together(will=add("w"), wes=add("s"))
    checks.each_came_once(text_of(document), ["w", "s"])


@pytest.mark.explore(all_joined=True)
def test_two_want_the_same_change(kata):
    """Both find that something is missing. One of them adds it, the other one is told that it is not needed."""
    document, answers = kata.Document("tea"), []

    def add_milk(text):
        checks.pause()
        return f"{text}, milk"

    def want_milk():
        answers.append(document.edit_if(lambda text: "milk" not in text, add_milk))

    checks.together(will=want_milk, wes=want_milk)
    assert text_of(document) == "tea, milk"
    assert sorted(answers, key=repr) == [False, True]


def test_another_change_in_between(kata):
    """Somebody else changes the text meanwhile, and there is still no milk in it. So the milk is wanted, and added."""
    document, answers = kata.Document("tea"), []
    checks.together(
        will=lambda: answers.append(document.edit_if(lambda text: "milk" not in text, lambda text: f"{text}, milk")),
        wes=lambda: document.edit(lambda text: f"green {text}"),
    )
    assert answers == [True], "the milk was wanted before the other change, and after it"
    assert text_of(document) == "green tea, milk"


def test_a_change_that_fails_changes_nothing(kata):
    """The text is as it was, anybody may go on, and the exception goes on its way."""
    document = kata.Document("tea")
    with pytest.raises(ZeroDivisionError):
        document.edit(lambda _: 1 // 0)
    with pytest.raises(ZeroDivisionError):
        document.edit_if(bool, lambda _: 1 // 0)
    with pytest.raises(ZeroDivisionError):
        document.edit_if(lambda _: 1 // 0, str.upper)
    with pytest.raises(ZeroDivisionError):
        document.read(lambda _: 1 // 0)
    document.edit(str.upper)
    assert text_of(document) == "TEA"
