import threading
import time

import pytest

import checks

pytestmark = pytest.mark.explore(schedules=100)


def after(seconds, result):
    """Return a task that takes so many seconds."""

    def task():
        time.sleep(seconds)
        return result

    return task


class Reports:
    """What was reported, and by which thread."""

    def __init__(self):
        self.made = []
        self.threads = set()

    def __call__(self, name, result):
        """Take note."""
        self.made.append((name, result))
        self.threads.add(threading.current_thread())


def test_each_is_reported_as_soon_as_it_is_over(kata):
    """The quick one first, and while the slow one still runs."""
    reports = Reports()

    meanwhile = []

    def slow():
        time.sleep(2)
        meanwhile.extend(reports.made)
        return "stew"

    late = kata.report_until({"slow": slow, "quick": after(1, "tea")}, 2, 10, reports)
    assert meanwhile == [("quick", "tea")], "the quick task was over, and was not reported while the slow one still ran"
    checks.in_order(reports.made, [("quick", "tea"), ("slow", "stew")])
    assert late == set(), "all are reported, so nobody is late"


def test_the_caller_reports(kata):
    """Whoever reports may use what belongs to one thread: a window, a file."""
    reports = Reports()
    kata.report_until({"a": after(1, 1), "b": after(1, 2)}, 2, 10, reports)
    assert reports.threads == {threading.current_thread()}, "report is to be called by the thread that called you"


def test_when_all_are_over_nobody_waits(kata):
    """The rest of the time is not sat out."""
    began = time.monotonic()
    kata.report_until({"a": after(1, "a"), "b": after(1, "b")}, 1, 100, Reports())
    assert time.monotonic() - began < 100, "all was done after 2 seconds, and it came back only when time was up"


def test_when_time_is_up_nobody_waits(kata):
    """What takes longer is late; whatever is over by then is reported, and the caller goes on."""
    reports, over = Reports(), []

    def slow():
        time.sleep(10)
        over.append("slow")

    late = kata.report_until({"slow": slow, "quick": after(1, "tea")}, 2, 3, reports)
    assert over == [], "time was up after 3 seconds, and it has waited for a task that takes 10"
    checks.in_order(reports.made, [("quick", "tea")])
    assert late == {"slow"}


def test_the_time_is_for_all_together(kata):
    """Two tasks of two seconds, one after the other, and three seconds."""
    reports = Reports()
    late = kata.report_until({"a": after(2, "a"), "b": after(2, "b")}, 1, 3, reports)
    checks.in_order(reports.made, [("a", "a")])
    assert late == {"b"}, f"after 3 seconds only the first one was over, and late is said to be {late}"


def test_what_has_not_begun_never_begins(kata):
    """The only worker is busy until time is up."""
    begun = []
    late = kata.report_until({"slow": after(5, "stew"), "next": lambda: begun.append("next")}, 1, 3, Reports())
    assert late == {"slow", "next"}
    time.sleep(10)
    assert begun == [], "the second task had not begun when time was up, and began later"


def test_no_idle_thread_stays(kata):
    """When the task that was late is over, its thread ends, too."""
    before = threading.active_count()
    kata.report_until({"slow": after(5, "stew"), "quick": after(1, "tea")}, 2, 3, Reports())
    checks.eventually(lambda: threading.active_count() == before, "the threads of the pool have ended", patience=20)


def test_an_exception_is_reported(kata):
    """It comes in the place of the result, and the others are not disturbed."""
    reports = Reports()
    failure = KeyError("salt")

    def fail():
        raise failure

    late = kata.report_until({"bad": fail, "good": after(1, "tea")}, 2, 10, reports)
    checks.in_order(reports.made, [("bad", failure), ("good", "tea")])
    assert late == set()


def test_a_timeout_of_a_task_is_its_own(kata):
    """A task raises TimeoutError, as one does that asks the net: that is what came of it, and not the end of time."""
    reports = Reports()
    failure = TimeoutError("nobody answers")

    def fail():
        raise failure

    late = kata.report_until({"bad": fail, "good": after(1, "tea")}, 2, 10, reports)
    checks.in_order(reports.made, [("bad", failure), ("good", "tea")])
    assert late == set()
