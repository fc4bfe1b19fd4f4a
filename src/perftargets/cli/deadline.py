"""An end to the time that one file may take, whatever it is that takes it."""

import signal
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from types import FrameType


class TimeIsUpError(BaseException):
    """The time of a file is over.

    No ``Exception``: a reader that goes on after any fault of a file must not go on
    after this.
    """


_until: ContextVar[float] = ContextVar("until", default=float("inf"))
"""When the time of the file at hand is over, by the clock of ``time.monotonic``."""

_LEAST = 0.001
"""Seconds; a timer of 0 would never go off."""


def begin(seconds: float) -> None:
    """Begin the time of the next file: it is read, and worked on, in what there is."""
    _until.set(time.monotonic() + seconds)


@contextmanager
def in_time() -> Iterator[None]:
    """Raise `TimeIsUpError` where the time of the file at hand is over."""
    rest = _until.get() - time.monotonic()
    if rest == float("inf"):
        yield
        return
    with within(max(rest, _LEAST)):
        yield


@contextmanager
def within(seconds: float) -> Iterator[None]:
    """Raise `TimeIsUpError` where the block takes longer.

    Signals reach the main thread alone, and Windows has no such timer: there a block
    takes as long as it takes, and the readers' own limits hold.
    """
    timer = getattr(signal, "setitimer", None)
    if timer is None or threading.current_thread() is not threading.main_thread():
        yield
        return

    def end(_number: int, _frame: FrameType | None) -> None:
        raise TimeIsUpError

    before = signal.signal(signal.SIGALRM, end)
    timer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        timer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
