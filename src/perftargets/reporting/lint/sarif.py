"""A report as SARIF 2.1.0, as code scanning takes it.

It holds to the schema of OASIS and to what GitHub asks of uploads beside it: a rule has
a full description and help, a result a file and a whole region.
"""

from collections.abc import Iterator

from perftargets._escaping import sarif_message
from perftargets.findings import (
    CODES,
    Finding,
    Language,
    Message,
    Note,
    Report,
    Severity,
    fingerprints,
)
from perftargets.linting.catalogue import catalogue
from perftargets.model.places import cell_numbers
from perftargets.reporting.common import (
    NO_FILE,
    outside_lines,
    path_of,
    row_of,
    sentence,
    uri,
)
from perftargets.reporting.json_text import Items, around
from perftargets.reporting.totals import Totals
from perftargets.reporting.versions import TOOL, versions
from perftargets.reporting.writer import BaseWriter, WriterOptions
from perftargets.text import Place

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
_PROBLEMS = {
    Severity.ERROR: "error",
    Severity.WARNING: "warning",
    Severity.INFO: "recommendation",
}

LONGEST = 1024
"""Characters that GitHub takes of a description."""

_CLAUSE = Message(zh="依据：", en="Rests on: ")
_MORE = Message(
    zh="`perftargets rule {code}` 有说明和示例。",
    en="`perftargets rule {code}` explains it with examples.",
)
_MADE = Message(
    zh="在 Python 中生成的文档，没有文件",
    en="a document made in Python, which is no file",
)

Tree = dict[str, object]


class Writer(BaseWriter):
    """Writes one run with its rules, results and rules that broke down.

    A rule has its index from when it was first met, since results are written before
    all of them are known. What is set aside is a result with ``suppressions``.
    """

    def __init__(self, options: WriterOptions) -> None:
        """Begin a report."""
        super().__init__(options)
        self._first: dict[str, Finding] = {}
        self._index: dict[str, int] = {}
        self._results = Items(depth=3)
        self._made = False

    def head(self, totals: Totals) -> str:
        """Write what stands before the results."""
        return self._around(totals)[0]

    def body(self, report: Report) -> str:
        """Write the findings of a file, then those that are set aside."""
        return self._results.add(self._all(report))

    def tail(self, totals: Totals) -> str:
        """Write what stands behind the results."""
        return self._results.end() + self._around(totals)[1]

    def _all(self, report: Report) -> Iterator[Tree]:
        marks = report.fingerprints()
        for finding, mark in zip(report, marks, strict=True):
            yield self._result(finding, mark)
        known = {id(each) for each in report.known}
        aside = fingerprints((*report, *report.suppressed))[len(report) :]
        for finding, mark in zip(report.suppressed, aside, strict=True):
            # A marker stands in the file or beside it, a baseline elsewhere.
            kind = "external" if id(finding) in known else "inSource"
            yield self._result(finding, mark) | {"suppressions": [{"kind": kind}]}

    def _result(self, finding: Finding, mark: str) -> Tree:
        self._first.setdefault(finding.code, finding)
        index = self._index.setdefault(finding.code, len(self._index))
        self._made = self._made or not path_of(finding)
        return _result(finding, mark, index, self._language)

    def _around(self, totals: Totals) -> tuple[str, str]:
        language = self._language
        run: Tree = {
            "tool": {
                "driver": {
                    "name": TOOL,
                    "version": versions()["version"],
                    "semanticVersion": versions()["version"],
                    "rules": [
                        _rule(code, self._first[code], language) for code in self._index
                    ],
                    "properties": {
                        "grammar": versions()["grammar"],
                        "rules": versions()["rules"],
                        "profiles": [
                            f"{name} {each}" for name, each in totals.profiles
                        ],
                    },
                }
            },
            "automationDetails": {"id": f"{TOOL}/"},
            "columnKind": "unicodeCodePoints",
            "invocations": [
                {
                    "executionSuccessful": totals.is_complete,
                    "toolExecutionNotifications": [
                        {
                            "level": "error",
                            "message": {
                                "text": sarif_message(fault.message.text(language))
                            },
                        }
                        for fault in totals.faults
                    ],
                }
            ],
            "properties": {"suppressed": totals.suppressed},
            "results": 0,
        }
        if self._made:
            run["artifacts"] = [
                {
                    "location": {"uri": NO_FILE},
                    "description": {"text": _MADE.text(language)},
                }
            ]
        tree = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}
        return around(tree, "results")


def _rule(code: str, first: Finding, language: Language) -> Tree:
    """Describe a rule; one that no table has is known by what it found."""
    rule = catalogue().get(code) or CODES.get(code)
    summary = first.name if rule is None else rule.summary.text(language)
    clause = (first.clause if rule is None else rule.clause) or ""
    severity = first.severity if rule is None else rule.severity
    rests = f"{_CLAUSE.text(language)}{clause}" if clause else ""
    more = _MORE.text(language).format(code=code)
    full = " ".join(part for part in (summary, rests) if part)
    return {
        "id": code,
        "name": first.name,
        "shortDescription": {"text": summary[:LONGEST]},
        "fullDescription": {"text": full[:LONGEST]},
        "help": {
            "text": f"{full} {more}".replace("`", ""),
            "markdown": "\n\n".join(
                part for part in (f"**{first.label}**", summary, rests, more) if part
            ),
        },
        "defaultConfiguration": {"level": _LEVELS[severity]},
        "properties": {
            "tags": [TOOL, code.rstrip("0123456789"), first.name],
            "precision": "high",
            "problem.severity": _PROBLEMS[severity],
        },
    }


def _result(finding: Finding, mark: str, index: int, language: Language) -> Tree:
    tree: Tree = {
        "ruleId": finding.code,
        "ruleIndex": index,
        "level": _LEVELS[finding.severity],
        "message": {"text": sarif_message(sentence(finding, language))},
        "locations": [_location(finding)],
        # The name that code scanning tracks an alert by, and one of our own.
        "partialFingerprints": {
            "primaryLocationLineHash": f"{mark}:1",
            "perftargets/v1": mark,
        },
    }
    related = [
        _related(note, number, language) for number, note in enumerate(finding.related)
    ]
    if related:
        tree["relatedLocations"] = related
    return tree


def _location(finding: Finding) -> Tree:
    excerpt = finding.excerpt
    length = 0 if excerpt is None else excerpt.span.end - excerpt.span.start
    if excerpt is not None and not excerpt.span.of(excerpt.text).isprintable():
        # What breaks the line may be written otherwise than it was read.
        length = 0
    tree: Tree = {
        "physicalLocation": _physical(path_of(finding), finding.place, length)
    }
    names = [{"fullyQualifiedName": name}] if (name := row_of(finding)) else []
    cell = outside_lines(finding)
    if cell:
        names.append({"name": cell, "kind": "element"})
    if names:
        tree["logicalLocations"] = names
    if finding.place is not None and cell:
        tree["properties"] = {"place": finding.place.to_dict()}
    return tree


def _physical(path: str, place: Place | None, length: int = 0) -> Tree:
    """Return file and region; a cell counts as its row and column of the sheet."""
    return {
        "artifactLocation": {"uri": uri(path or NO_FILE)},
        "region": _region(place, length),
    }


def _region(place: Place | None, length: int) -> Tree:
    line, column, width = 1, 1, 1
    if place is not None and place.line is not None:
        line, column = place.line, place.column or 1
        width = max(1, length) if place.column is not None else 1
    elif place is not None and (numbers := cell_numbers(place.cell)) is not None:
        column, line = numbers
    elif place is not None:
        line = place.row or 1
    return {
        "startLine": line,
        "startColumn": column,
        "endLine": line,
        "endColumn": column + width,
    }


def _related(note: Note, number: int, language: Language) -> Tree:
    tree: Tree = {
        "id": number,
        "message": {"text": sarif_message(note.message.text(language))},
    }
    if note.place is not None and note.place.path:
        tree["physicalLocation"] = _physical(note.place.path, note.place)
    return tree
