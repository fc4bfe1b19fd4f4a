"""An end to the time that one file may take, whatever it is that takes it."""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType


class TimeIsUpError(BaseException):
    """The time of a file is over.

    No ``Exception``: a reader that goes on after any fault of a file must not go on
    after this.
    """


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
