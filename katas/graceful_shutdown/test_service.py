"""What `run_service` has to do."""

import os
import signal
from multiprocessing import Process

import pytest

import checks

pytestmark = pytest.mark.real

#: Seconds: as good as nothing, and more than anybody waits.
SHORT, LONG = 0.0, 3600.0
#: More steps than anybody asks for here.
MANY = 20


@pytest.fixture(autouse=True)
def _nobody_listens():
    """Signals do what they do by themselves; a shell may have told Python to ignore Ctrl-C."""
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    signal.signal(signal.SIGINT, signal.default_int_handler)


class Work:
    """What the service does: steps that mark what happens, and signals that come at a certain step.

    signals: what comes during which step: {2: [signal.SIGTERM]}.
    while_tidying: what comes while it tidies up.
    """

    def __init__(self, signals, while_tidying=()):
        self.signals = signals
        self.while_tidying = while_tidying
        self.happened = []
        self.steps = 0

    def step(self):
        """Do one step."""
        self.steps += 1
        assert self.steps < MANY, "it was told to end, and makes step after step"
        self.happened.append(f"step {self.steps} begins")
        for number in self.signals.get(self.steps, ()):
            os.kill(os.getpid(), number)
        self.happened.append(f"step {self.steps} ends")

    def tidy_up(self):
        """Put everything in order."""
        self.happened.append("tidies up")
        for number in self.while_tidying:
            os.kill(os.getpid(), number)
        self.happened.append("is tidy")


def steps(count):
    """Return what happens in so many steps, with the tidying up."""
    marks = [f"step {number} {what}" for number in range(1, count + 1) for what in ("begins", "ends")]
    return [*marks, "tidies up", "is tidy"]


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT], ids=["SIGTERM", "SIGINT"])
def test_told_during_a_step(kata, number):
    """In the third one: that is finished, it is the last one, and the pause after it is not sat out."""
    work = Work({3: [number]})
    assert kata.run_service(work.step, SHORT, work.tidy_up) == number
    checks.in_order(work.happened, steps(3))


def serve(run_service, spans):
    """Run the service in this process."""
    answer = run_service(lambda: spans.point("step"), LONG, lambda: spans.point("tidies up"))
    assert answer == signal.SIGTERM


def test_told_during_the_pause(kata, tmp_path):
    """An hour is left until the next step. It does not come to that."""
    work = Work({1: [signal.SIGTERM]})
    kata.run_service(work.step, SHORT, work.tidy_up)  # a task that is not solved yet shows here, not in a process
    spans = checks.ProcessSpans(tmp_path)
    service = Process(target=serve, args=(kata.run_service, spans), name="service")
    service.start()
    spans.wait_for("step")
    checks.until_quiet(service.pid)
    service.terminate()
    sits_it_out = checks.rests_before(lambda: spans.happened("tidies up"), service.pid)
    if sits_it_out:
        service.kill()
    service.join()
    assert not sits_it_out, "it was told to end, and waits until the hour is over"
    checks.in_order(spans.points, ["step", "tidies up"])
    checks.ended_with(service, 0)


def test_told_twice(kata):
    """It tidies up once, and tells of the first signal."""
    work = Work({2: [signal.SIGTERM, signal.SIGINT, signal.SIGINT]})
    assert kata.run_service(work.step, SHORT, work.tidy_up) == signal.SIGTERM
    checks.in_order(work.happened, steps(2))


def test_told_while_it_tidies_up(kata):
    """The impatient press Ctrl-C once more: it goes on tidying up, and does so once."""
    work = Work({1: [signal.SIGTERM]}, while_tidying=[signal.SIGINT, signal.SIGTERM])
    assert kata.run_service(work.step, SHORT, work.tidy_up) == signal.SIGTERM
    checks.in_order(work.happened, steps(1))


def test_signals_do_what_they_did_before(kata):
    """Whoever calls it has handlers of its own, and has them again afterwards."""
    received = []

    def mine(number, _frame):
        received.append(number)

    signal.signal(signal.SIGTERM, mine)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    work = Work({1: [signal.SIGTERM]})
    kata.run_service(work.step, SHORT, work.tidy_up)
    assert signal.getsignal(signal.SIGTERM) is mine, "what SIGTERM does is not the same as before"
    assert signal.getsignal(signal.SIGINT) is signal.SIG_IGN, "what SIGINT does is not the same as before"
    os.kill(os.getpid(), signal.SIGTERM)
    assert received == [signal.SIGTERM]


def test_a_step_fails(kata):
    """It tidies up, signals do what they did before, and the exception goes on its way."""
    before = signal.getsignal(signal.SIGTERM)
    work = Work({})
    with pytest.raises(ZeroDivisionError):
        kata.run_service(lambda: 1 // 0, LONG, work.tidy_up)
    checks.in_order(work.happened, ["tidies up", "is tidy"])
    assert signal.getsignal(signal.SIGTERM) is before


def test_it_can_run_again(kata):
    """What came during the first time does not end the second one."""
    for _ in range(2):
        work = Work({2: [signal.SIGTERM, signal.SIGTERM]})
        kata.run_service(work.step, SHORT, work.tidy_up)
        checks.in_order(work.happened, steps(2))
