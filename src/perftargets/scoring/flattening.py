"""Rows of an evaluation as what JSON can hold; figures are decimal strings."""

from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from perftargets._convert import plain
from perftargets.findings import Language
from perftargets.judging.figures import rounded
from perftargets.phrase.target import Number

if TYPE_CHECKING:
    from perftargets.scoring.result import IndicatorEvaluation

Tree = dict[str, object]


def row_dict(row: "IndicatorEvaluation", language: Language) -> Tree:
    """Return one row: what was promised and reported, the verdict, the points."""
    indicator, judgement, points = row.indicator, row.judgement, row.points
    return {
        "number": indicator.number,
        "category": indicator.category,
        "subcategory": indicator.subcategory,
        "name": indicator.name,
        "target": indicator.target.text,
        "actual": None if row.actual is None else row.actual.text,
        "verdict": str(judgement.verdict),
        "completion": ratio_text(judgement.completion),
        "deviation": ratio_text(judgement.deviation),
        "reason": judgement.reason.text(language),
        "assumptions": [note.text(language) for note in judgement.assumptions],
        "applicable": points.applicable,
        "weight": amount_text(points.weight),
        "weight_exact": None if points.weight is None else str(points.weight),
        "weight_origin": str(points.origin),
        "points": decimal_text(points.points),
        "points_rule": str(points.case),
        "points_reason": points.reason.text(language),
        "far_above": points.far_above,
        "notes": [note.text(language) for note in points.notes],
        "score": decimal_text(indicator.score),
        "progress": _progress(row, language),
    }


def _progress(row: "IndicatorEvaluation", language: Language) -> Tree | None:
    found = row.progress
    if found is None:
        return None
    return {
        "light": None if found.light is None else str(found.light),
        "expected": amount_text(found.expected),
        "missing": amount_text(found.missing),
        "unit": found.unit,
        "behind": found.behind,
        "reason": found.reason.text(language),
    }


def decimal_text(value: Decimal | None) -> str | None:
    """Write a decimal as it is."""
    return None if value is None else plain(value)


def amount_text(value: Fraction | None) -> str | None:
    """Write points or an amount: whole where it ends, else with four decimals."""
    if value is None:
        return None
    text = rounded(value)
    if Fraction(text) != value:
        return text
    return text.rstrip("0").rstrip(".")


def ratio_text(value: Number | None) -> str | None:
    """Write a ratio with four decimals."""
    return None if value is None else rounded(value)
