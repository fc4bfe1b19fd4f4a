"""How far a long call has come: what readers and rules tell, and how one is stopped.

Whoever wants to know sets a hook for the time of one call. It belongs to the context of
that call (`contextvars`), so calls in other threads and tasks know nothing of it.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

Hook = Callable[[str, int, int | None], None]
"""Is told the stage, how much of it is done, and of how much; None where not known."""

_HOOK: ContextVar[Hook | None] = ContextVar("perftargets-progress", default=None)


class CancelledError(BaseException):
    """Raised by a hook to end the call that it watches.

    It is no `Exception`, so that nothing takes it for a fault of the file.
    """


@contextmanager
def watched(hook: Hook | None) -> Iterator[None]:
    """Report to a hook how far the calls inside have come."""
    token = _HOOK.set(hook)
    try:
        yield
    finally:
        _HOOK.reset(token)


def step(stage: str, done: int, total: int | None = None) -> None:
    """Report how far a stage has come: ``step("rows", 500, 5000)``."""
    hook = _HOOK.get()
    if hook is not None:
        hook(stage, done, total)
