"""Ask many people at the same time, and write all answers onto one sheet."""

import time

import checks


def person(answer, seconds=0.001):
    """Return somebody who thinks for a while and then gives this answer."""

    def ask():
        time.sleep(seconds)
        return answer

    return ask


def test_all_answers_are_on_the_sheet(kata):
    """Whoever answers first."""
    survey = kata.Survey()
    survey.begin({"ann": person("tea", 0.003), "bob": person("coffee"), "eve": person("tea")})
    assert survey.finish() == {"ann": "tea", "bob": "coffee", "eve": "tea"}


def test_the_sheet_is_there_afterwards(kata):
    """What `finish` returns stands in `answers`, too."""
    survey = kata.Survey()
    survey.begin({"ann": person("tea")})
    survey.finish()
    assert survey.answers == {"ann": "tea"}


def test_begin_does_not_wait(kata):
    """Nobody has answered yet when it returns."""
    survey = kata.Survey()
    happened = []

    def ask():
        happened.append("ann was asked")
        time.sleep(60)
        return "tea"

    survey.begin({"ann": ask})
    assert survey.answers == {}, "begin waited until somebody had answered"
    survey.finish()
    assert happened == ["ann was asked"]


def test_all_are_asked_at_the_same_time(kata):
    """Nobody waits for somebody else's answer."""
    spans = checks.Spans()

    def ask(name):
        with spans.inside(name):
            spans.meet(3)
        return "tea"

    survey = kata.Survey()
    survey.begin({name: lambda name=name: ask(name) for name in ("ann", "bob", "eve")})
    survey.finish()
    checks.reaches_together(spans, 3)


def test_more_people_meanwhile(kata):
    """Those who were asked first are not forgotten."""
    survey = kata.Survey()
    survey.begin({"ann": person("tea", 0.005)})
    survey.begin({"bob": person("coffee")})
    assert survey.finish() == {"ann": "tea", "bob": "coffee"}


def test_more_people_afterwards(kata):
    """The answers add up."""
    survey = kata.Survey()
    survey.begin({"ann": person("tea")})
    survey.finish()
    survey.begin({"bob": person("coffee")})
    assert survey.finish() == {"ann": "tea", "bob": "coffee"}


def test_most_frequent(kata):
    """It waits for the last one, who may decide."""
    survey = kata.Survey()
    survey.begin({"ann": person("tea"), "bob": person("coffee"), "eve": person("tea", 0.005)})
    assert survey.most_frequent() == "tea"


def test_equally_frequent(kata):
    """Of two that are equally frequent, the one that is first in the alphabet, whoever was quicker."""
    survey = kata.Survey()
    survey.begin({"ann": person("tea"), "bob": person("coffee", 0.005)})
    assert survey.most_frequent() == "coffee"


def test_two_surveys(kata):
    """Each has its own sheet."""
    drinks, weather = kata.Survey(), kata.Survey()
    drinks.begin({"ann": person("tea")})
    weather.begin({"ann": person("rain")})
    assert drinks.finish() == {"ann": "tea"}
    assert weather.finish() == {"ann": "rain"}


def test_nobody_is_asked(kata):
    """An empty sheet."""
    survey = kata.Survey()
    assert survey.finish() == {}
    survey.begin({})
    assert survey.finish() == {}
