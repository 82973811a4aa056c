"""Keeps the signals off, and asks for them where one may come: in the pause."""

import signal

SIGNALS = (signal.SIGTERM, signal.SIGINT)


def run_service(step, pause, tidy_up):
    before = {number: signal.signal(number, lambda number, frame: told.append(number)) for number in SIGNALS}
    told = []
    try:
        while not told:
            step()
            signal.pthread_sigmask(signal.SIG_BLOCK, SIGNALS)
            try:
                came = None if told else signal.sigtimedwait(SIGNALS, pause)
                if came is not None:
                    told.append(came.si_signo)
            finally:
                signal.pthread_sigmask(signal.SIG_UNBLOCK, SIGNALS)
        return told[0]
    finally:
        try:
            tidy_up()
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)
