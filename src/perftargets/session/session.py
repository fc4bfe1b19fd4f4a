"""`Session`: open files, and the calls that are answered about them."""

import json
from collections.abc import Callable, Mapping
from functools import cache
from types import MappingProxyType
from typing import Any

from perftargets import _data
from perftargets._escaping import json_text
from perftargets._progress import CancelledError, watched
from perftargets.findings import Message
from perftargets.reading.limits import LIMITS, Limits
from perftargets.session import files, judgements, outputs, words
from perftargets.session.arguments import checked, encoded, plain
from perftargets.session.failures import CANCELLED, CallError, failure_of
from perftargets.session.store import Store

SCHEMA = "perftargets-session/1"
"""The name of the calls and their shapes; these change with the figure only."""

Progress = Callable[[Mapping[str, object]], object]
"""Is told how far a call has come: ``{"stage": "rows", "done": 50, "total": 500}``."""

Call = Callable[[Store, dict[str, Any]], dict[str, Any]]

CALLS: Mapping[str, Call] = MappingProxyType(
    {
        "annotated": outputs.annotated,
        "apply": files.apply,
        "check": judgements.check,
        "close": files.close,
        "demo": files.demo,
        "diff": judgements.diff,
        "explain": words.explain,
        "lint": judgements.lint,
        "new": outputs.new,
        "open": files.open_file,
        "parse": words.parse,
        "render": outputs.render,
        "rules": words.rules,
        "versions": words.versions,
        "write": outputs.write,
    }
)
"""The calls by their names; docs/reference/session.md describes each."""


@cache
def schema() -> Mapping[str, Any]:
    """Return the JSON Schema of arguments and results, ``perftargets-session/1``."""
    tree: dict[str, Any] = json.loads(
        _data.read("schema", "perftargets-session-1.json")
    )
    return MappingProxyType(tree)


class Session:
    """Open files and the calls about them; it keeps nothing outside itself.

    A session is for one user at a time. Two sessions know nothing of each other.
    """

    def __init__(
        self,
        *,
        limits: Limits = LIMITS,
        handles: int = 16,
        memory: int = 128 * 1024 * 1024,
        progress: Progress | None = None,
    ) -> None:
        """Begin with no file open.

        Args:
            limits: what one file may hold.
            handles: how many files may be open at once.
            memory: how many bytes they may have together.
            progress: is told how far a call has come. What it raises ends the call; so
                does ``False``.
        """
        self._store = Store(handles=handles, memory=memory, limits=limits)
        self._progress = progress
        self._cancelled = False

    def call(self, name: str, args: Mapping[str, Any] | None = None) -> dict[str, Any]:
        """Answer one call; no exception comes out of it.

        Args:
            name: one of ``CALLS``.
            args: its arguments; bytes are ``bytes``, or ``{"base64": …}``.

        Returns:
            ``{"ok": True, "result": …}``, or ``{"ok": False, "error": …}`` with a code,
            a message in both languages and a place.
        """
        self._cancelled = False
        try:
            with watched(self._step):
                return {"ok": True, "result": plain(self._answer(name, args))}
        except CancelledError:
            return {"ok": False, "error": CANCELLED.tree()}
        except Exception as error:  # noqa: BLE001 - told as a value, by its kind
            return {"ok": False, "error": failure_of(error).tree()}

    def call_json(self, text: str | bytes) -> str:
        """Answer one call in JSON, ``{"call": …, "args": …}``; bytes are base64."""
        try:
            request = json.loads(text)
            name, args = request["call"], request.get("args")
        except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
            error = CallError(
                code="bad-request",
                message=Message(
                    '请求应为 {"call": 名称, "args": {…}}',
                    'a request is {"call": name, "args": {…}}',
                ),
            )
            return json_text({"ok": False, "error": error.tree()}, indent=None)
        answer = encoded(self.call(name, args))
        return json_text(answer, indent=None)

    def cancel(self) -> None:
        """End the call that runs in another thread, at its next step."""
        self._cancelled = True

    def _answer(self, name: object, args: object) -> dict[str, Any]:
        call = CALLS.get(name) if isinstance(name, str) else None
        if call is None:
            known = ", ".join(CALLS)
            shown = str(name)[:40]
            raise CallError(
                code="unknown-call",
                message=Message(
                    f"没有调用“{shown}”，可用：{known}",
                    f"there is no call “{shown}”; there are {known}",
                ),
            )
        definitions = schema()["$defs"]
        wanted = definitions[f"{name}.arguments"]
        return call(
            self._store, checked({} if args is None else args, wanted, definitions)
        )

    def _step(self, stage: str, done: int, total: int | None) -> None:
        if self._cancelled:
            raise CancelledError
        if self._progress is None:
            return
        told = {"stage": stage, "done": done, "total": total}
        try:
            go_on = self._progress(told)
        except Exception as error:
            raise CancelledError from error
        if go_on is False:
            raise CancelledError
