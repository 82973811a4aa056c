"""A job that may take too long, and somebody who barks then."""

import threading
import time

import pytest

import checks

pytestmark = pytest.mark.explore(all_joined=True)


def test_the_answer_of_the_job(kata):
    """What the job returns is returned."""
    assert kata.run_watched(lambda: "done", 1, checks.pause) == "done"


def test_a_job_that_is_in_time(kata):
    """Nobody barks, not even later."""
    dog = checks.Spans()

    def job():
        time.sleep(1)

    kata.run_watched(job, 2, lambda: dog.point("too late"))
    time.sleep(10)
    assert dog.points == [], "it barked at a job that was over"


def test_a_job_that_takes_too_long(kata):
    """After 2 seconds somebody barks, once, in another thread, and the job goes on to its end."""
    happened = checks.Spans()

    def job():
        time.sleep(3)
        happened.point("the job ends")
        return "done"

    def bark():
        happened.point("too late")
        assert threading.current_thread() is not threading.main_thread(), "the barking kept the job from going on"

    assert kata.run_watched(job, 2, bark) == "done"
    time.sleep(10)
    checks.in_order(happened.points, ["too late", "the job ends"])


def test_it_does_not_bark_too_early(kata):
    """Two seconds are two seconds."""
    begun = time.monotonic()
    times = []
    kata.run_watched(lambda: time.sleep(5), 2, lambda: times.append(time.monotonic() - begun))
    assert len(times) == 1, f"it should bark once, and it barked {len(times)} times"
    assert times[0] >= 2 - 1e-6, f"it barked after {times[0]:.3f} seconds"


def test_the_job_stays_where_it_is(kata):
    """The job runs in the thread that called."""
    assert kata.run_watched(threading.current_thread, 1, checks.pause) is threading.current_thread()


def test_a_job_that_fails(kata):
    """Its exception goes on its way, and nobody barks at a job that is over."""
    dog = checks.Spans()

    def job():
        raise OSError("no more paper")

    with pytest.raises(OSError, match="no more paper"):
        kata.run_watched(job, 2, lambda: dog.point("too late"))
    time.sleep(10)
    assert dog.points == [], "it barked at a job that was over"


@pytest.mark.explore(clock="any", all_joined=True)
def test_when_it_is_over_it_is_over(kata):
    """Whoever is first, the job or the time: after the end nobody begins to bark."""
    happened = checks.Spans()
    kata.run_watched(lambda: time.sleep(1), 1, lambda: happened.point("too late"))
    happened.point("over")
    time.sleep(10)
    assert happened.points in (["over"], ["too late", "over"]), "it barked when everything was over"
