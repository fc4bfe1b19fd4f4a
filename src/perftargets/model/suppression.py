"""Requests to set findings aside: ``perftargets: ignore[VAL003] 理由``.

They stand in comments, in 备注 and in a file beside the table; ``lint`` holds to them.
"""

import re
from collections.abc import Iterator

import attrs

from perftargets.findings import Message
from perftargets.text import Place

ALL = "ALL"
"""Stands for every rule; a marker without brackets means it."""

_LONGEST = 200
_MARKER = re.compile(
    r"perftargets\s*[:：]\s*(?P<word>ign[a-z]*(?:-[a-z]+)?)(?![\w-])"
    r"\s*(?P<open>[\[［【])?",
    re.IGNORECASE | re.ASCII,
)
_CLOSING = re.compile(r"[\]］】\[［【]")
_BETWEEN = re.compile(r"[\s,，、;；]+")
_WORDS = {"ignore": False, "ignore-file": True}


@attrs.frozen(kw_only=True)
class Marker:
    """A marker as written.

    Attributes:
        codes: what is to be set aside, by code, prefix, name or ``ALL``.
        file: whether it is meant for the whole file.
        start: where in the text it begins.
        problem: why it cannot be used; it then sets nothing aside.
    """

    codes: tuple[str, ...] = ()
    file: bool = False
    start: int = 0
    problem: Message | None = None


@attrs.frozen(kw_only=True)
class Suppression:
    """One request of a file to set findings aside.

    Attributes:
        code: code, prefix or name of rules, or ``ALL``.
        line: the request counts for the row or project that stands on this line; None
            for the whole file, or where names say which.
        below: it counts for what begins below that line instead.
        project: the name of the project that it counts for; None for all.
        indicator: the name of the row that it counts for; None for all.
        place: where it stands.
        problem: why it cannot be used; it then sets nothing aside.
    """

    code: str = ALL
    line: int | None = None
    below: bool = False
    project: str | None = None
    indicator: str | None = None
    place: Place | None = None
    problem: Message | None = None


def split_codes(text: str) -> tuple[str, ...]:
    """Split what stands in the brackets of ``ignore[VAL003, STR]``."""
    return tuple(each for each in _BETWEEN.split(text) if each)


def markers(text: str) -> Iterator[Marker]:
    """Yield the markers of a text, those that cannot be used too."""
    for match in _MARKER.finditer(text):
        yield _marker(text, match)


def _marker(text: str, match: re.Match[str]) -> Marker:
    word = match["word"].lower()
    file = _WORDS.get(word)
    if file is None:
        problem = Message(
            zh=f"没有标记“{match['word']}”，可写 ignore 或 ignore-file",
            en=f"there is no marker “{match['word']}”; write ignore or ignore-file",
        )
        return Marker(start=match.start(), problem=problem)
    if match["open"] is None:
        return Marker(codes=(ALL,), file=file, start=match.start())
    closing = _CLOSING.search(text, match.end(), match.end() + _LONGEST)
    if closing is None or closing[0] in "[［【":
        problem = Message(
            zh="忽略标记的括号没有闭合，不起作用",
            en="the bracket of the marker is not closed, so it sets nothing aside",
        )
        return Marker(file=file, start=match.start(), problem=problem)
    codes = split_codes(text[match.end() : closing.start()])
    problem = Message(
        zh="忽略标记的括号里没有规则，不起作用；要忽略全部，可去掉括号",
        en="the brackets of the marker name no rule, so it sets nothing aside; "
        "leave them out to set aside all",
    )
    return Marker(
        codes=codes,
        file=file,
        start=match.start(),
        problem=None if codes else problem,
    )
