"""What comes of a neighbour of a filled form, and differs from what comes of the form.

``python -m tests.scoring.neighbours_written`` writes ``written/neighbours.txt`` anew,
after a change that is meant; what it changes is to be looked at line by line. A line is
a project or a row, and what is said of it that is another than before; behind it the
first digits of a digest of its texts in both languages.
"""

import hashlib
import json
from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import zip_longest
from pathlib import Path
from typing import Any

import attrs

from perftargets import check
from perftargets.model.project import Document
from perftargets.scoring.fill_form import fill_form
from perftargets.scoring.review import review
from tests.neighbours.changes import changes
from tests.neighbours.tables import Change, Neighbour, neighbours

FILE = Path(__file__).parent / "written" / "neighbours.txt"
SIZE = 12
"""Neighbours of one piece: few, so that a fault is found by the tests near it."""

_DIGITS = 6
_UNSEEN = ("name=", "unit=", "long", "direction=", "reason=", "note=", "expected=")
_UNSEEN_TOO = ("likelihood=", "goal", "done", "promise", "period", "project", "name ")
"""Changes that no point rests on: the rules speak of them."""


def _changes() -> Iterator[Change]:
    for each in changes():
        if not each.name.startswith((*_UNSEEN, *_UNSEEN_TOO)):
            yield attrs.evolve(each, filled=True, rounds=min(each.rounds, 2))


@cache
def _all() -> tuple[Neighbour, ...]:
    return tuple(neighbours(list(_changes())))


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


def names() -> list[str]:
    """Return the heads of all neighbours there are."""
    return [f"# {each.name}" for each in _all()]


def found(start: int) -> Iterator[tuple[str, list[str]]]:
    """Check the neighbours of one piece; yield what comes of each, under its head."""
    for each in _all()[start : start + SIZE]:
        yield f"# {each.name}", list(_differing(each))


def _differing(each: Neighbour) -> Iterator[str]:
    before, now = _of_base(each.base), _trees(each.document)
    nothing: dict[str, Any] = {}
    pairs = zip_longest(before, now, fillvalue=nothing)
    for number, (was, tree) in enumerate(pairs):
        if was != tree:
            keys = [key for key in {**was, **tree} if was.get(key) != tree.get(key)]
            told = {key: tree.get(key) for key in keys if not key.startswith("~")}
            texts = json.dumps([tree.get(key) for key in keys], ensure_ascii=False)
            digest = hashlib.sha256(texts.encode()).hexdigest()[:_DIGITS]
            yield f"{number} {json.dumps(told, ensure_ascii=False)} {digest}"


@lru_cache(maxsize=16)
def _of_base(base: Document) -> list[dict[str, Any]]:
    return _trees(base)


def _trees(document: Document) -> list[dict[str, Any]]:
    """Return all that is said: of the whole, of each project and of each row.

    Texts in words have ``~`` before their key.
    """
    evaluation = check(document)
    form = fill_form(evaluation)
    reviewed = review(evaluation)
    marks = [
        f"{one.code} {one.message.zh} {one.pointer}" for one in evaluation.diagnostics
    ]
    found: list[dict[str, Any]] = [
        {"profile": evaluation.profile.name, "~marks": marks}
    ]
    for project, filled, held in zip(
        evaluation.projects, form.projects, reviewed.projects, strict=True
    ):
        score = project.score.to_dict()
        money = score.pop("execution")
        found.append(
            {
                **{key: score[key] for key in ("total", "grade", "complete", "out_of")},
                "open": score["open_points"],
                **{key: money[key] for key in ("rate", "weight", "points")},
                "form": [str(filled.total), filled.grade],
                "review": [
                    f"{one.outcome} {one.expected}"
                    for one in (held.execution, held.total)
                ],
                "band": [str(held.grade), held.grade_expected],
                "~notes": [[note.zh, note.en] for note in project.score.notes],
                "~money": [money["reason"], project.score.execution.reason.zh],
                "~total": held.total.reason.zh,
                "~flags": [
                    project.score.execution.doubtful,
                    project.score.execution.unexplained,
                    held.follows,
                ],
            }
        )
        for row, filled_in, one in zip(
            project.indicators, filled.indicators, held.rows, strict=True
        ):
            points = row.points
            found.append(
                {
                    "verdict": str(row.judgement.verdict),
                    "points": str(points.exact),
                    "rounded": str(points.points),
                    "of": f"{points.weight} {points.origin}",
                    "rule": str(points.case),
                    "form": [
                        str(filled_in.weight),
                        str(filled_in.score),
                        filled_in.note,
                    ],
                    "review": f"{one.score.outcome} {one.score.expected}",
                    "~reason": [points.reason.zh, points.reason.en],
                    "~notes": [[note.zh, note.en] for note in points.notes],
                    "~far": points.far_above,
                }
            )
    return found


if __name__ == "__main__":
    text = "".join(
        f"{line}\n"
        for start in range(0, len(_all()), SIZE)
        for head, lines in found(start)
        for line in (head, *lines)
    )
    FILE.write_text(text, encoding="utf-8")
