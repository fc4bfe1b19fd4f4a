"""Makes rows and documents for grids, and writes down what is found in them."""

import hashlib
import json
from collections.abc import Iterator, Sequence
from typing import Any

from perftargets import lint
from perftargets.findings import Finding, Report
from perftargets.model.indicator import Indicator
from perftargets.model.project import Document, Project
from tests.linting.corpora import SHORT

_DIGITS = 6
_PIECE, _SAID = 16, 36
"""Characters of piece and message that are shown; the digest holds all."""

_AT_ONCE = 25
"""Projects of one document: what they come to is told project by project."""


def row(level: str, name: str, target: str, **fields: Any) -> Indicator:
    """Make a row; the level is one of those that lists of rows write."""
    upper, lower = SHORT[level]
    usual: dict[str, Any] = {"category": upper, "subcategory": lower}
    return Indicator(**{**usual, "name": name, "target": target, **fields})


def found_in(
    named: Sequence[tuple[str, Project]],
    *,
    ignore: Sequence[str] = (),
    short: bool = False,
    **fields: Any,
) -> Iterator[str]:
    """Yield what is found in projects, each under the name that it is given.

    Args:
        named: projects, which have nothing to do with each other.
        ignore: rules that say the same of each.
        short: whether messages are left to the digest.
        fields: what the document says beside them.
    """
    usual = {"fiscal_year": 2025, "path": "t.json", **fields}
    for start in range(0, len(named), _AT_ONCE):
        some = named[start : start + _AT_ONCE]
        document = Document(**usual, projects=[project for _, project in some])
        report = lint(document, select=["ALL"], ignore=(*ignore, "DUP002"))
        lines: dict[str, list[str]] = {}
        for each in report.findings:
            place, line = split(each, short=short)
            lines.setdefault(place, []).append(line)
        yield from lines.pop("", [])
        for number, (name, _) in enumerate(some):
            yield f"# {name}"
            yield from lines.pop(str(number), [])
        yield from (f"? {each}" for each in lines.items())


def split(found: Finding, *, short: bool = False) -> tuple[str, str]:
    """Return the number of the project of a finding, and the rest on one line.

    Behind it stand the first digits of a digest of all that it says.
    """
    place, _, inside = (found.pointer or "").removeprefix("/projects/").partition("/")
    piece = ""
    if found.excerpt is not None:
        span, text = found.excerpt.span, found.excerpt.text
        piece = f"{span.start}:{text[span.start : span.end][:_PIECE]}"
    tree = found.to_dict()
    tree.pop("fingerprint", None)
    both = [tree, found.message.zh, found.hint and found.hint.zh]
    whole = json.dumps(both, ensure_ascii=False, default=str)
    digest = hashlib.sha256(whole.encode()).hexdigest()[:_DIGITS]
    said = [] if short else [piece, found.message.zh[:_SAID]]
    line = " ".join([inside, found.code, *said, digest])
    return place, line.replace("\n", r"\n")


def lines_of(report: Report) -> Iterator[str]:
    """Yield what a report finds in one document."""
    for each in report.findings:
        place, line = split(each)
        yield f"{place} {line}"
