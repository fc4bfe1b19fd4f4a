"""Findings that a file sets aside: comments in YAML and TOML, and a sidecar file.

``# perftargets: ignore[VAL003] 理由`` behind a row counts for that row; on a line of
its own, for what begins below it. ``ignore-file`` counts for the whole file. A sidecar
is named as the file with ``.ignore.toml`` behind it.
"""

import difflib
import re
import tomllib
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import attrs

from perftargets._report import Report
from perftargets.cli._input import is_file
from perftargets.cli._terminal import restored
from perftargets.diagnostics import Finding
from perftargets.errors import UsageError
from perftargets.linting import covers, split_codes, unused
from perftargets.model.project import Document
from perftargets.rules import Rule
from perftargets.text import Place

COMMENTED = frozenset({".toml", ".yaml", ".yml"})
SIDECAR = ".ignore.toml"
SIZE_LIMIT = 50_000_000
"""How many bytes of a file are searched for comments; readers refuse longer ones."""

SIDECAR_LIMIT = 1_000_000
"""How many bytes a sidecar may have."""

_COMMENT = re.compile(
    r"(?:^|(?<=[\s,\]}\"']))#\s*perftargets\s*:\s*ignore(?P<file>-file)?\s*"
    r"\[(?P<codes>[^\]\[]{0,200})\]"
)
_KEYS = ("rule", "project", "indicator", "reason")


@attrs.frozen(kw_only=True)
class Mark:
    """One request to set findings aside.

    ``element`` is the number of the row or project it stands with, in the order of
    lines; None for the whole file, or where names say which.
    """

    code: str
    element: int | None = None
    project: str | None = None
    indicator: str | None = None
    place: Place

    def fits(self, finding: Finding, element: int | None) -> bool:
        """Say whether a finding, which lies in ``element``, is meant."""
        return (
            covers(self.code, finding)
            and (self.element is None or self.element == element)
            and (self.project is None or self.project == finding.project)
            and (self.indicator is None or self.indicator == finding.indicator)
        )


def set_aside(
    report: Report, document: Document, file: Path, rules: Mapping[str, Rule]
) -> Report:
    """Set aside what the file and its sidecar ask for, and report what is unused.

    Raises:
        UsageError: the sidecar cannot be used.
        OSError: it cannot be read.
    """
    starts = _starts(document)
    marks = [*_comments(file, starts), *_sidecar(file)]
    if not marks:
        return report
    kept: list[Finding] = []
    aside: list[Finding] = []
    used: set[int] = set()
    for finding in report:
        where = finding.row or finding.place
        line = where.line if where else None
        element = None if line is None else bisect_right(starts, line)
        hits = [
            number for number, mark in enumerate(marks) if mark.fits(finding, element)
        ]
        used.update(hits)
        (aside if hits else kept).append(finding)
    for number, mark in enumerate(marks):
        if number not in used:
            kept += unused(
                mark.code,
                mark.project,
                mark.indicator,
                mark.place,
                rules=rules,
                ran=report.rules,
            )
    return attrs.evolve(
        report, findings=tuple(kept), suppressed=(*report.suppressed, *aside)
    )


def _starts(document: Document) -> list[int]:
    """Give the lines on which projects and rows begin, in order."""
    places: list[Place | None] = []
    for project in document.projects:
        places.append(project.place)
        places += [row.place for row in project.indicators]
    return sorted({place.line for place in places if place and place.line})


def _comments(file: Path, starts: list[int]) -> Iterator[Mark]:
    if file.suffix.lower() not in COMMENTED or not is_file(file):
        return
    try:
        with file.open("rb") as opened:
            text = opened.read(SIZE_LIMIT).decode("utf-8", "replace")
    except OSError:
        # The reader has told that it cannot be opened; nothing in it sets that aside.
        return
    if "perftargets" not in text:
        return
    for number, line in enumerate(re.split(r"\r\n|\r|\n", text), start=1):
        for match in _COMMENT.finditer(line):
            alone = not line[: match.start()].strip()
            element = bisect_right(starts, number) + alone
            place = Place(path=str(file), line=number, column=match.start() + 1)
            for code in split_codes(match["codes"]):
                yield Mark(
                    code=code,
                    element=None if match["file"] else element,
                    place=place,
                )


def _sidecar(file: Path) -> Iterator[Mark]:
    path = file.with_name(file.name + SIDECAR)
    if not is_file(path):
        return
    name = restored(str(path))
    try:
        tree = tomllib.loads(_bounded(path, name).decode("utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError) as error:
        raise UsageError(
            zh=f"{name}：不是有效的 TOML：{error}", en=f"{name}: no TOML: {error}"
        ) from error
    _known(tree, ("ignore",), name)
    entries = tree.get("ignore", [])
    if not isinstance(entries, list):
        entries = [entries]
    for entry in entries:
        if not isinstance(entry, dict) or not isinstance(entry.get("rule"), str):
            raise UsageError(
                zh=f'{name}：每个 [[ignore]] 都要有 rule = "…"',
                en=f'{name}: each [[ignore]] has a rule = "…"',
            )
        _known(entry, _KEYS, name)
        yield from _of_entry(entry, Place(path=str(path)))


def _bounded(path: Path, name: str) -> bytes:
    with path.open("rb") as file:
        data = file.read(SIDECAR_LIMIT + 1)
    if len(data) > SIDECAR_LIMIT:
        raise UsageError(
            zh=f"{name}：超过 {SIDECAR_LIMIT} 字节",
            en=f"{name}: there are at most {SIDECAR_LIMIT} bytes",
        )
    return data


def _of_entry(entry: Mapping[str, object], place: Place) -> Iterator[Mark]:
    names = {key: str(entry[key]) for key in ("project", "indicator") if key in entry}
    for code in split_codes(str(entry["rule"])):
        yield Mark(
            code=code,
            project=names.get("project"),
            indicator=names.get("indicator"),
            place=place,
        )


def _known(table: Iterable[str], keys: tuple[str, ...], name: str) -> None:
    for key in table:
        if key not in keys:
            near = difflib.get_close_matches(key, keys, n=1)
            raise UsageError(
                zh=f"{name}：没有设置“{key}”"
                + (f"，是不是“{near[0]}”？" if near else ""),
                en=f"{name}: there is no setting “{key}”"
                + (f"; did you mean “{near[0]}”?" if near else ""),
            )
