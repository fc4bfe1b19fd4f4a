"""What is found in a neighbour and not in its table, and the other way round.

``python -m tests.linting.neighbours_written`` writes ``written/neighbours.txt`` anew,
after a change that is meant; what it changes is to be looked at line by line. ``+`` is
found in the neighbour alone, ``-`` in the table alone: where it stands, code, piece,
message, and the first digits of a digest of all else that a finding says.
"""

import hashlib
import json
from collections import Counter
from collections.abc import Iterator
from functools import cache, lru_cache

import attrs

from perftargets import lint
from perftargets.findings import Finding
from perftargets.model.project import Document
from tests.linting.corpora import HERE
from tests.neighbours.changes import changes
from tests.neighbours.tables import Neighbour, bases, neighbours

FILE = HERE / "written" / "neighbours.txt"
SIZE = 12
"""Neighbours of one piece: few, so that a fault is found by the tests near it."""

_DIGITS = 6
_EVERY = 7
"""Every so many neighbours stand beside a table of the year before."""


@cache
def _all() -> tuple[Neighbour, ...]:
    return tuple(neighbours(list(changes())))


@cache
def written() -> dict[str, list[str]]:
    """Return what is written down of each neighbour, under its head."""
    found: dict[str, list[str]] = {}
    lines: list[str] = []
    for line in FILE.read_text(encoding="utf-8").splitlines():
        if line.startswith("# "):
            lines = found.setdefault(line, [])
        else:
            lines.append(line)
    return found


def piece(start: int) -> list[tuple[str, list[str]]]:
    """Return what is written down of one piece."""
    return list(written().items())[start : start + SIZE]


def found(start: int) -> Iterator[tuple[str, list[str]]]:
    """Lint the neighbours of one piece; yield what is found of each, under its head."""
    for each in _all()[start : start + SIZE]:
        yield f"# {each.name}", list(_differing(each))


def names() -> list[str]:
    """Return the heads of all neighbours there are."""
    return [f"# {each.name}" for each in _all()]


def _differing(each: Neighbour) -> Iterator[str]:
    prior, number = None, each.number
    if number % _EVERY == 0:
        # What differs is last year's, or this year's.
        year = each.base.fiscal_year
        last = each.document if number % 2 else each.base
        prior = attrs.evolve(last, fiscal_year=None if year is None else year - 1)
    document = each.base if prior is not None and number % 2 else each.document
    before, now = Counter(_of_base(each.base)), Counter(_lines(document, prior))
    yield from (f"- {line}" for line in (before - now).elements())
    yield from (f"+ {line}" for line in (now - before).elements())


@lru_cache(maxsize=len(bases()) + 1)
def _of_base(base: Document) -> list[str]:
    return _lines(base, None)


def _lines(document: Document, prior: Document | None) -> list[str]:
    report = lint(document, prior=prior, select=["ALL"])
    faults = [f"fault {each}" for each in report.faults]
    return [*faults, *map(_line, report.findings)]


def _line(found: Finding) -> str:
    tree = found.to_dict()
    piece = ""
    if found.excerpt is not None:
        span, text = found.excerpt.span, found.excerpt.text
        piece = f"{span.start}:{text[span.start : span.end]}"
    whole = json.dumps([tree, found.to_dict("zh")], ensure_ascii=False, default=str)
    digest = hashlib.sha256(whole.encode()).hexdigest()[:_DIGITS]
    where = found.pointer or found.project or ""
    line = f"{where} {found.code} {piece} {found.message.zh} {digest}"
    return line.replace("\n", r"\n")


if __name__ == "__main__":
    text = "".join(
        f"{line}\n"
        for start in range(0, len(_all()), SIZE)
        for head, lines in found(start)
        for line in (head, *lines)
    )
    FILE.write_text(text, encoding="utf-8")
