"""An evaluation as JSON, ``perftargets-evaluation/1``, for a program to read."""

import perftargets
from perftargets import _data
from perftargets._convert import plain
from perftargets.findings import Language
from perftargets.findings import tree_of as place_tree
from perftargets.judging.figures import decimal_text
from perftargets.judging.verdict import Verdict
from perftargets.model.pointers import Pointer
from perftargets.phrase.target import Number
from perftargets.reporting.json_text import Items, around, dumped
from perftargets.reporting.totals import Totals
from perftargets.reporting.versions import grammar_version
from perftargets.reporting.writer import BaseWriter, WriterOptions
from perftargets.scoring.result import Evaluation, notice_tree
from perftargets.scoring.review import ReviewOutcome, review

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
    """Return the JSON Schema of a form: ``perftargets-evaluation/1`` or of several."""
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
        units = [each.to_dict(self._language) for each in groups.aggregates]
        further: Tree = {"departments": units} if units else {}
        if totals.has_prior:
            further["trends"] = [each.to_dict() for each in groups.trends]
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
            "departments": [each.to_dict(language) for each in groups.aggregates],
            "trends": [each.to_dict() for each in groups.trends],
            "unused": [notice_tree(each, language) for each in totals.unused()],
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
    """Return the evaluation as what JSON can hold, with what does not follow."""
    tree = evaluation.to_dict(language)
    reviewed = review(evaluation).projects
    for number, (project, found) in enumerate(
        zip(tree["projects"], reviewed, strict=True)
    ):
        project["execution"]["score_follows"] = _follows(found.execution.outcome)
        rows = project.pop("indicators")
        for index, (row, each) in enumerate(zip(rows, found.rows, strict=True)):
            actual = each.row.actual
            row |= {
                "score_follows": _follows(each.score.outcome),
                "pointer": str(Pointer(number, index)),
                "place": place_tree(each.row.indicator.place),
                "actual_place": place_tree(None if actual is None else actual.place),
            }
        project["printed"] = {
            "total": decimal_text(found.total.printed),
            "total_follows": _follows(found.total.outcome),
            "grade": found.project.project.grade,
            "grade_follows": _follows(found.grade),
        }
        project |= {
            "indicators": rows,
            "pointer": str(Pointer(number)),
            "place": place_tree(found.project.project.place),
        }
    first = {key: tree.pop(key) for key in ("title", "fiscal_year", "profile")}
    return {
        "schema": SCHEMA,
        "tool": _tool(),
        "language": language,
        **first,
        "settings": _settings(evaluation),
        **tree,
    }


def _settings(evaluation: Evaluation) -> Tree:
    """Return what decided where the regulations leave room."""
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


def _share(value: Number | None) -> str | None:
    return None if value is None else plain(value)


def _follows(outcome: ReviewOutcome) -> bool | None:
    """Return yes or no; None where nothing is printed or nothing can be held to it."""
    return {ReviewOutcome.FOLLOWS: True, ReviewOutcome.DIFFERS: False}.get(outcome)
