"""An evaluation as JSON, ``perftargets-evaluation/1``, for a program to read."""

import perftargets
from perftargets import _data
from perftargets._convert import plain
from perftargets.findings import Finding, Language
from perftargets.findings import tree_of as place_tree
from perftargets.judging.verdict import Verdict
from perftargets.model.pointers import Pointer
from perftargets.phrase.target import Number
from perftargets.reporting.json_text import Items, around, dumped
from perftargets.reporting.rollup import aggregate_tree, trend_tree
from perftargets.reporting.totals import Totals
from perftargets.reporting.versions import grammar_version
from perftargets.reporting.writer import BaseWriter, WriterOptions
from perftargets.scoring.flattening import amount_text, decimal_text, ratio_text
from perftargets.scoring.result import Evaluation, ProjectEvaluation
from perftargets.scoring.review import ProjectReview, ReviewOutcome, RowReview, review

SCHEMA = "perftargets-evaluation/1"
"""The name of the form; its shape changes with the figure only."""

MANY = "perftargets-evaluations/1"
"""The name of the form of several files together."""

Tree = dict[str, object]

_CLOSED = "\n}\n"
"""How an object ends that has no further key."""


ENDINGS = (".json",)
"""The endings of files that mean this form."""


def schema(name: str = SCHEMA) -> str:
    """Give the JSON Schema of a form: ``perftargets-evaluation/1`` or of several."""
    return _data.read("schema", f"{name.replace('/', '-')}.json")


class Writer(BaseWriter):
    """Writes an evaluation as it is, or several as one document.

    An evaluation alone has ``departments`` too where units share a project, and
    ``trends`` where the year before is known.
    """

    def __init__(self, options: WriterOptions) -> None:
        """Begin a document."""
        super().__init__(options)
        self._several = options.several
        self._evaluations = Items(depth=1)

    def head(self, totals: Totals) -> str:
        """Write what all have together."""
        return self._around(totals)[0] if self._several else ""

    def body(self, evaluation: Evaluation) -> str:
        """Write an evaluation."""
        tree = tree_of(evaluation, language=self._language)
        if self._several:
            return self._evaluations.add([tree])
        return dumped(tree).removesuffix(_CLOSED)

    def tail(self, totals: Totals) -> str:
        """Close the document."""
        if self._several:
            return self._evaluations.end() + self._around(totals)[1]
        groups = totals.groups()
        units = [aggregate_tree(each, self._language) for each in groups.aggregates]
        further: Tree = {"departments": units} if units else {}
        if totals.has_prior:
            further["trends"] = [trend_tree(each) for each in groups.trends]
        return f",{dumped(further).removeprefix('{')}" if further else _CLOSED

    def _around(self, totals: Totals) -> tuple[str, str]:
        groups, language = totals.groups(), self._language
        tree = {
            "schema": MANY,
            "tool": _tool(),
            "language": language,
            "summary": {
                "files": totals.files,
                "projects": totals.projects,
                "indicators": totals.indicators,
                **{str(key): totals.verdicts[key] for key in Verdict},
            },
            "departments": [
                aggregate_tree(each, language) for each in groups.aggregates
            ],
            "trends": [trend_tree(each) for each in groups.trends],
            "unused": [_finding(each, language) for each in totals.unused()],
            "evaluations": 0,
        }
        return around(tree, "evaluations")


def _tool() -> Tree:
    return {
        "name": "perftargets",
        "version": perftargets.__version__,
        "grammar": grammar_version(),
    }


def tree_of(evaluation: Evaluation, *, language: Language) -> Tree:
    """Give the evaluation as what JSON can hold."""
    document = evaluation.document
    return {
        "schema": SCHEMA,
        "tool": _tool(),
        "language": language,
        "title": document.title,
        "fiscal_year": document.fiscal_year,
        "profile": {
            "name": evaluation.profile.name,
            "version": evaluation.profile.version,
            "title": evaluation.profile.title,
        },
        "settings": _settings(evaluation),
        "as_of": None if evaluation.as_of is None else evaluation.as_of.isoformat(),
        "summary": {
            "indicators": sum(evaluation.counts().values()),
            **{str(key): count for key, count in evaluation.counts().items()},
        },
        "projects": [
            _project(result, found, language, Pointer(number))
            for number, (result, found) in enumerate(
                zip(evaluation.projects, review(evaluation).projects, strict=True)
            )
        ],
        "diagnostics": [_finding(each, language) for each in evaluation.diagnostics],
        "unused": [_finding(each, language) for each in evaluation.unused],
    }


def _settings(evaluation: Evaluation) -> Tree:
    """Give what decided where the regulations leave room."""
    profile = evaluation.profile
    points, levels = profile.points, profile.levels
    bands = profile.satisfaction.bands if profile.satisfaction.by_bands else ()
    return {
        "tolerance": format(evaluation.tolerance, "f"),
        "equal": "strict" if evaluation.strict_equal else "lenient",
        "reverse": points.reverse,
        "places": points.places,
        "rounding": points.rounding,
        "compound": points.compound,
        "total": points.total,
        "deadline_all_or_nothing": points.deadline_all_or_nothing,
        "pass_mark": _share(points.pass_mark),
        "far_above": _share(points.far_above),
        "far_above_cut": _share(points.far_above_cut),
        "levels": {
            "achieved": _share(levels.achieved),
            "partly": _share(levels.partly),
        },
        "satisfaction_bands": [
            {"least": plain(band.least), "share": _share(band.share)} for band in bands
        ],
        "grades": [
            {"name": band.name, "least": plain(band.least)} for band in profile.grades
        ],
    }


def _project(
    project: ProjectEvaluation,
    found: ProjectReview,
    language: Language,
    pointer: Pointer,
) -> Tree:
    score, money = project.score, project.score.execution
    return {
        "name": project.name,
        "code": project.project.code,
        "agency": project.project.agency,
        "department": project.project.department,
        "total": decimal_text(score.total),
        "grade": score.grade,
        "complete": score.complete,
        "out_of": amount_text(score.out_of),
        "open_points": amount_text(score.open_points),
        "execution": {
            "rate": ratio_text(money.rate),
            "weight": amount_text(money.weight),
            "points": decimal_text(money.points),
            "reason": money.reason.text(language),
            "score": decimal_text(money.printed),
            "score_follows": _follows(found.execution.outcome),
        },
        "notes": [note.text(language) for note in score.notes],
        "progress": _progress(project, language),
        "printed": {
            "total": decimal_text(found.total.printed),
            "total_follows": _follows(found.total.outcome),
            "grade": project.project.grade,
            "grade_follows": _follows(found.grade),
        },
        "indicators": [
            _indicator(row, language, Pointer(pointer.project, index))
            for index, row in enumerate(found.rows)
        ],
        "pointer": str(pointer),
        "place": place_tree(project.project.place),
    }


def _progress(project: ProjectEvaluation, language: Language) -> Tree | None:
    found = project.progress
    if found is None:
        return None
    return {
        "month": found.month,
        "light": None if found.light is None else str(found.light),
        "execution": ratio_text(found.execution),
        "behind": sum(
            row.progress is not None and row.progress.behind
            for row in project.indicators
        ),
        "reason": found.reason.text(language),
    }


def _indicator(reviewed: RowReview, language: Language, pointer: Pointer) -> Tree:
    row = reviewed.row
    return {
        **row.to_dict(language),
        "score_follows": _follows(reviewed.score.outcome),
        "pointer": str(pointer),
        "place": place_tree(row.indicator.place),
        "actual_place": place_tree(None if row.actual is None else row.actual.place),
    }


def _finding(finding: Finding, language: Language) -> Tree:
    return {
        "code": finding.code,
        "name": finding.name,
        "severity": str(finding.severity),
        "message": finding.message.text(language),
        "project": finding.project,
        "indicator": finding.indicator,
        "place": None if finding.place is None else str(finding.place),
        "pointer": finding.pointer,
    }


def _share(value: Number | None) -> str | None:
    return None if value is None else plain(value)


def _follows(outcome: ReviewOutcome) -> bool | None:
    """Say yes or no; None where nothing is printed or nothing can be held to it."""
    return {ReviewOutcome.FOLLOWS: True, ReviewOutcome.DIFFERS: False}.get(outcome)
