"""A report as SARIF 2.1.0, for code scanning."""

from perftargets.findings import (
    FailOn,
    Finding,
    Language,
    Note,
    Report,
    Severity,
    tree_of,
)
from perftargets.linting.plugins import catalogue
from perftargets.reporting.lint.common import (
    outside_lines,
    path_of,
    row_of,
    sentence,
    uri,
)
from perftargets.reporting.lint.json import Items, around
from perftargets.reporting.lint.totals import Pieces, Totals
from perftargets.reporting.lint.versions import TOOL, versions
from perftargets.text import Place

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}

Tree = dict[str, object]


class Writer(Pieces):
    """Writes one run with its rules, results and rules that broke down.

    A rule has its index from when it was first met, since results are written before
    all of them are known.
    """

    def __init__(self, *, language: Language, fail_on: FailOn) -> None:
        """Take the language of the messages; nothing fails here."""
        super().__init__(language=language, fail_on=fail_on)
        self._index: dict[str, int] = {}
        self._results = Items(depth=3)

    def head(self, totals: Totals) -> str:
        """Write what stands before the results."""
        return self._around(totals)[0]

    def piece(self, report: Report) -> str:
        """Write the findings of a file."""
        marks = report.fingerprints()
        return self._results.add(
            _result(
                finding,
                mark,
                self._index.setdefault(finding.code, len(self._index)),
                self._language,
            )
            for finding, mark in zip(report, marks, strict=True)
        )

    def tail(self, totals: Totals) -> str:
        """Write what stands behind the results."""
        return self._results.end() + self._around(totals)[1]

    def _around(self, totals: Totals) -> tuple[str, str]:
        language = self._language
        run: Tree = {
            "tool": {
                "driver": {
                    "name": TOOL,
                    "version": versions()["version"],
                    "rules": [
                        _rule(code, totals.by_code[code].first, language)
                        for code in self._index
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
            "columnKind": "unicodeCodePoints",
            "invocations": [
                {
                    "executionSuccessful": totals.is_complete,
                    "toolExecutionNotifications": [
                        {
                            "level": "error",
                            "message": {"text": fault.message.text(language)},
                        }
                        for fault in totals.faults
                    ],
                }
            ],
            "results": 0,
        }
        tree = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}
        return around(tree, "results")


def _rule(code: str, first: Finding, language: Language) -> Tree:
    """Describe a rule; one that no catalogue has is known by what it found."""
    rule = catalogue().get(code)
    summary = first.name if rule is None else rule.summary.text(language)
    severity = first.severity if rule is None else rule.severity
    tree: Tree = {
        "id": code,
        "name": first.name,
        "shortDescription": {"text": summary},
        "defaultConfiguration": {"level": _LEVELS[severity]},
    }
    if first.clause:
        tree["help"] = {"text": first.clause}
    return tree


def _result(finding: Finding, mark: str, index: int, language: Language) -> Tree:
    tree: Tree = {
        "ruleId": finding.code,
        "ruleIndex": index,
        "level": _LEVELS[finding.severity],
        "message": {"text": sentence(finding, language)},
        "locations": [_location(finding)],
        "partialFingerprints": {"perftargets/v1": mark},
    }
    related = [
        _related(note, number, language) for number, note in enumerate(finding.related)
    ]
    if related:
        tree["relatedLocations"] = related
    return tree


def _location(finding: Finding) -> Tree:
    tree: Tree = {}
    path = path_of(finding)
    if path:
        tree["physicalLocation"] = _physical(path, finding.place)
    names = [{"fullyQualifiedName": name}] if (name := row_of(finding)) else []
    cell = outside_lines(finding)
    if cell:
        # SARIF has regions of text and bytes, none of sheets, cells or pages.
        names.append({"name": cell, "kind": "element"})
    if names:
        tree["logicalLocations"] = names
    if finding.place is not None and cell:
        tree["properties"] = {"place": tree_of(finding.place)}
    return tree


def _physical(path: str, place: Place | None) -> Tree:
    tree: Tree = {"artifactLocation": {"uri": uri(path)}}
    if place is not None and place.line is not None:
        region: Tree = {"startLine": place.line}
        if place.column is not None:
            region["startColumn"] = place.column
        tree["region"] = region
    return tree


def _related(note: Note, number: int, language: Language) -> Tree:
    tree: Tree = {"id": number, "message": {"text": note.message.text(language)}}
    if note.place is not None and note.place.path:
        tree["physicalLocation"] = _physical(note.place.path, note.place)
    return tree
