"""Evaluations and findings as tables: one row for each indicator, or each finding."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from perftargets.findings import Finding, Language, Report
from perftargets.frames.arrow import Arrow, arrow
from perftargets.frames.documents import (
    Row,
    document_schema,
    indicator_columns,
    project_columns,
    table_of,
)
from perftargets.frames.records import (
    DIGITS,
    PLACES,
    POINT_PLACES,
    RATIO_PLACES,
    fitted,
)
from perftargets.frames.records import outcome_row as outcome
from perftargets.text import Place

if TYPE_CHECKING:
    from perftargets.scoring.result import Evaluation

_KEPT = (
    "project_index",
    "project",
    "project_code",
    "agency",
    "department",
    "indicator_index",
    "number",
    "category",
    "subcategory",
    "name",
    "target",
    "unit",
    "direction",
    "reason",
    "place",
)


def evaluation_schema() -> Arrow:
    """Return the schema of an evaluation's table."""
    pa = arrow()
    text, flag = pa.string(), pa.bool_()
    ratio = pa.decimal128(DIGITS, RATIO_PLACES)
    points = pa.decimal128(DIGITS, POINT_PLACES)
    known = document_schema()
    return pa.schema(
        [
            ("fiscal_year", pa.int32()),
            *(known.field(name) for name in _KEPT),
            ("actual", text),
            ("verdict", text),
            ("completion", ratio),
            ("deviation", ratio),
            ("points", points),
            ("case", text),
            ("verdict_reason", text),
            ("assumptions", pa.list_(text)),
            ("points_reason", text),
            ("verdict_text", text),
            ("weight", pa.decimal128(DIGITS, PLACES)),
            ("weight_origin", text),
            ("far_above", flag),
            ("light", text),
            ("project_total", points),
            ("project_complete", flag),
            ("project_grade", text),
        ]
    )


def evaluation_table(evaluation: "Evaluation", language: Language) -> Arrow:
    """Return an evaluation as a table; what is not written is the checker's."""
    return table_of(_rows(evaluation, language), evaluation_schema())


def _rows(evaluation: "Evaluation", language: Language) -> Iterator[Row]:
    year = evaluation.document.fiscal_year
    for number, project in enumerate(evaluation.projects):
        score = project.score
        about = project_columns(project.project, number)
        for index, row in enumerate(project.indicators):
            cells = {**about, **indicator_columns(row.indicator, index)}
            weight = row.points.weight
            yield {
                "fiscal_year": year,
                **{name: cells[name] for name in _KEPT},
                "actual": None if row.actual is None else row.actual.text,
                **outcome(row.judgement, row.points, None, language)._asdict(),
                "weight": fitted(weight)[0],
                "weight_origin": str(row.points.origin),
                "far_above": row.points.far_above,
                "light": None
                if row.progress is None or row.progress.light is None
                else str(row.progress.light),
                "project_total": fitted(score.total, POINT_PLACES)[0],
                "project_complete": score.complete,
                "project_grade": score.grade,
            }


def findings_schema() -> Arrow:
    """Return the schema of a table of findings."""
    pa = arrow()
    text, whole = pa.string(), pa.int64()
    return pa.schema(
        [
            ("code", text),
            ("rule", text),
            ("severity", text),
            ("suppressed", pa.bool_()),
            ("message", text),
            ("hint", text),
            ("project", text),
            ("indicator", text),
            ("agency", text),
            ("clause", text),
            ("excerpt", text),
            ("field", text),
            ("start", whole),
            ("end", whole),
            ("path", text),
            ("line", whole),
            ("column", whole),
            ("sheet", text),
            ("cell", text),
            ("page", whole),
            ("row", whole),
        ]
    )


def report_table(report: Report, language: Language) -> Arrow:
    """Return a report: what was found, what was set aside, and rules that broke down.

    The last have the severity ``fault``.
    """
    rows = [_finding(each, language) for each in report.findings]
    rows += [
        {**_finding(each, language), "suppressed": True} for each in report.suppressed
    ]
    rows += [
        {
            "code": fault.code,
            "rule": fault.name,
            "severity": "fault",
            "suppressed": False,
            "message": fault.to_dict(language)["message"],
            **_where(fault.place),
        }
        for fault in report.faults
    ]
    return table_of(rows, findings_schema())


def findings_table(findings: Iterable[Finding], language: Language) -> Arrow:
    """Return findings alone, as those a reader noticed."""
    return table_of((_finding(each, language) for each in findings), findings_schema())


def _finding(finding: Finding, language: Language) -> Row:
    tree = finding.to_dict(language)
    start, end = tree["span"] or (None, None)
    kept = ("severity", "message", "hint", "project", "indicator", "clause")
    return {
        "code": tree["code"],
        "rule": tree["name"],
        "suppressed": False,
        **{name: tree[name] for name in (*kept, "excerpt", "field")},
        "agency": finding.agency,
        "start": start,
        "end": end,
        **_where(finding.place),
    }


def _where(place: Place | None) -> Row:
    names = ("path", "line", "column", "sheet", "cell", "page", "row")
    tree = {} if place is None else place.to_dict()
    return {name: tree.get(name) for name in names}
