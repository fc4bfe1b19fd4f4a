"""Between the worker of the page and `perftargets.session`: JSON and bytes.

The page sends the arguments as JSON with the bytes beside it, by name; what comes back
is JSON in which `{"$bytes": 0}` stands for the first of the bytes beside it.
"""

import json
from collections.abc import Callable, Mapping
from typing import Any

from perftargets.session import Session

_Tell = Callable[[str, int, int], object]


class Bridge:
    """One session, as the worker calls it."""

    def __init__(self, tell: _Tell) -> None:
        """Take what is told of progress: stage, done, total (-1 where not known)."""
        self._tell = tell
        self._session = Session(progress=self._progress, handles=64)

    def call(self, name: str, text: str, parts: Any) -> tuple[str, list[bytes]]:
        """Answer a call; ``parts`` is a mapping of JavaScript, name to bytes."""
        args: dict[str, Any] = json.loads(text)
        for key in parts.object_keys():
            args[key] = getattr(parts, key).to_bytes()
        found: list[bytes] = []
        answer = _without_bytes(self._session.call(name, args), found)
        return json.dumps(answer), found

    def _progress(self, told: Mapping[str, Any]) -> None:
        total = told["total"]
        self._tell(told["stage"], told["done"], -1 if total is None else total)


def _without_bytes(value: Any, found: list[bytes]) -> Any:
    match value:
        case bytes():
            found.append(value)
            return {"$bytes": len(found) - 1}
        case dict():
            return {key: _without_bytes(each, found) for key, each in value.items()}
        case list() | tuple():
            return [_without_bytes(each, found) for each in value]
        case _:
            return value
