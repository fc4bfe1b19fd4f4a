"""How many results of a call are still there when the next one is made."""

import gc
import weakref
from collections.abc import Callable
from typing import Any

import pytest


def watched(
    monkeypatch: pytest.MonkeyPatch, name: str, real: Callable[..., Any]
) -> list[int]:
    """Put a function in place of ``real``; give what it counts at each call.

    Args:
        monkeypatch: what puts it there.
        name: where ``real`` is called from, by its full name.
        real: what gives the results.
    """
    made: list[weakref.ref[Any]] = []
    alive: list[int] = []

    def called(*args: Any, **named: Any) -> Any:
        gc.collect()
        alive.append(sum(each() is not None for each in made))
        result = real(*args, **named)
        made.append(weakref.ref(result))
        return result

    monkeypatch.setattr(name, called)
    return alive
