"""An evaluation as JSON, ``perftargets-evaluation/1``, for a program to read."""

from collections.abc import Iterator
from itertools import islice

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
from perftargets.scoring.result import Evaluation, notice_tree, outline
from perftargets.scoring.review import ProjectReview, ReviewOutcome, review_projects

SCHEMA = "perftargets-evaluation/1"
"""The name of the form; its shape changes with the figure only."""

MANY = "perftargets-evaluations/1"
"""The name of the form of several files together."""

Tree = dict[str, object]

_ROWS = 200
"""So many rows are written at once."""

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

    def pieces(self, evaluation: Evaluation) -> Iterator[str]:
        """Write an evaluation, its rows a few at a time."""
        if self._several:
            yield self._evaluations.begin()
            yield from _pieces(evaluation, self._language, depth=2)
            return
        # Further keys may follow.
        kept = ""
        for piece in _pieces(evaluation, self._language, depth=0):
            yield kept
            kept = piece
        yield kept.removesuffix(_CLOSED.removesuffix("\n"))

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


def _pieces(evaluation: Evaluation, language: Language, *, depth: int) -> Iterator[str]:
    """Write an evaluation with so many objects and lists around it.

    A few rows at a time: all of them as trees take several times what it does itself.
    """
    before, behind = _around(_outline(evaluation, language), "projects", depth)
    yield before
    projects = Items(depth=depth + 1)
    for number, found in enumerate(review_projects(evaluation)):
        opened, closed = _around(
            _project(found, number, language), "indicators", depth + 2
        )
        yield projects.begin() + opened
        rows = Items(depth=depth + 3)
        trees = _rows(found, number, language)
        while some := list(islice(trees, _ROWS)):
            yield rows.add(some)
        yield rows.end() + closed
    yield projects.end() + behind


def _around(tree: Tree, key: str, depth: int) -> tuple[str, str]:
    """Write a tree without the list under a key, so deep inside others."""
    margin = "\n" + "  " * depth
    before, behind = around({**tree, key: 0}, key)
    behind = behind.removesuffix("\n")
    return before.replace("\n", margin), behind.replace("\n", margin)


def _outline(evaluation: Evaluation, language: Language) -> Tree:
    tree = outline(evaluation, language)
    first = {key: tree.pop(key) for key in ("title", "fiscal_year", "profile")}
    return {
        "schema": SCHEMA,
        "tool": _tool(),
        "language": language,
        **first,
        "settings": _settings(evaluation),
        **tree,
    }


def _project(found: ProjectReview, number: int, language: Language) -> Tree:
    """Return a project without its rows."""
    project = outline(found.project, language)
    project["execution"]["score_follows"] = _follows(found.execution.outcome)
    del project["indicators"]
    return project | {
        "printed": {
            "total": decimal_text(found.total.printed),
            "total_follows": _follows(found.total.outcome),
            "grade": found.project.project.grade,
            "grade_follows": _follows(found.grade),
        },
        "indicators": [],
        "pointer": str(Pointer(number)),
        "place": place_tree(found.project.project.place),
    }


def _rows(found: ProjectReview, number: int, language: Language) -> Iterator[Tree]:
    """Yield the rows of the project of this number."""
    for index, each in enumerate(found.rows):
        actual = each.row.actual
        yield each.row.to_dict(language) | {
            "score_follows": _follows(each.score.outcome),
            "pointer": str(Pointer(number, index)),
            "place": place_tree(each.row.indicator.place),
            "actual_place": place_tree(None if actual is None else actual.place),
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
