"""A report as SARIF 2.1.0, for code scanning."""

from perftargets._report import Report, tree_of
from perftargets.diagnostics import Finding, Language, Note, Severity
from perftargets.report.lint._common import (
    outside_lines,
    path_of,
    row_of,
    sentence,
    uri,
)
from perftargets.report.lint._versions import TOOL, versions
from perftargets.report.lint.json import dumped
from perftargets.rules._plugins import catalogue
from perftargets.text import Place

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}

Tree = dict[str, object]


def render(report: Report, *, language: Language) -> str:
    """Write one run with its rules, results and rules that broke down."""
    codes = sorted({finding.code for finding in report})
    index = {code: number for number, code in enumerate(codes)}
    marks = report.fingerprints()
    run: Tree = {
        "tool": {
            "driver": {
                "name": TOOL,
                "version": versions()["version"],
                "rules": [_rule(code, report, language) for code in codes],
                "properties": {
                    "grammar": versions()["grammar"],
                    "rules": versions()["rules"],
                    "profiles": [f"{name} {each}" for name, each in report.profiles],
                },
            }
        },
        "columnKind": "unicodeCodePoints",
        "invocations": [
            {
                "executionSuccessful": not report.faults,
                "toolExecutionNotifications": [
                    {
                        "level": "error",
                        "message": {"text": fault.message.text(language)},
                    }
                    for fault in report.faults
                ],
            }
        ],
        "results": [
            _result(finding, mark, index[finding.code], language)
            for finding, mark in zip(report, marks, strict=True)
        ],
    }
    return dumped({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]})


def _rule(code: str, report: Report, language: Language) -> Tree:
    """Describe a rule; one that no catalogue has is known by what it found."""
    first = next(finding for finding in report if finding.code == code)
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
