"""What the cells below a title show of what their column holds."""

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from functools import lru_cache

import attrs

from perftargets.model.category import classify
from perftargets.phrase import parse
from perftargets.phrase.target import Missing, Qualitative
from perftargets.reading.tables.grid import Grid
from perftargets.reading.tables.split_values import is_direction, operator_of
from perftargets.reading.tables.titles import normal, pairs, words
from perftargets.reading.tables.values import category, is_nothing, points
from perftargets.text import Source
from perftargets.units import default_units

SAMPLE = 60
"""How many rows below the titles are looked at."""

_PROSE = 24
"""A longer text is a sentence rather than a value."""

_BLANK = -0.3
"""What a blank column says: it is none where another can be the field."""

_MOST_PARSED = 40
_WHOLE = (100, 90, 80, 110, 60, 50, 10, 1)
"""What the points of a form add up to; without execution 90, as shares 1."""


@attrs.frozen(kw_only=True)
class ColumnProfile:
    """The content of one column, as shares of its filled cells (0 to 1).

    Attributes:
        filled: how many cells begin in it and are not blank.
        rows: how many rows were looked at.
        merged: share of the rows whose cell reaches down from a row above.
        category, subcategory: names of categories of level 1 and 2.
        number: bare figures. measure: phrases that a figure can be held to.
        word: short words without a figure. prose: long texts.
        operator, unit, direction, kind: signs, units, directions, 定性 or 定量 alone.
        distinct: share of different texts.
        total: the sum of the figures; None where not all are figures.
        ordinal: whether they count 1, 2, 3 ….
    """

    filled: int = 0
    rows: int = 0
    merged: float = 0.0
    category: float = 0.0
    subcategory: float = 0.0
    number: float = 0.0
    measure: float = 0.0
    word: float = 0.0
    prose: float = 0.0
    operator: float = 0.0
    unit: float = 0.0
    direction: float = 0.0
    kind: float = 0.0
    distinct: float = 0.0
    total: Decimal | None = None
    ordinal: bool = False
    figures: tuple[Decimal | None, ...] = ()
    texts: tuple[str, ...] = ()

    @property
    def value(self) -> float:
        """The share of figures and of phrases with figures."""
        return max(self.measure, self.number)

    @property
    def is_blank(self) -> bool:
        """Whether no cell of the column holds anything."""
        return not self.filled


def profile(grid: Grid, rows: Sequence[int], columns: Sequence[int]) -> ColumnProfile:
    """Read the cells of one column, or of several below one title."""
    texts: list[str] = []
    figures: list[Decimal | None] = []
    merged = 0
    for row in rows:
        found = ""
        for column in columns:
            origin = grid.origin(row, column)
            if origin[0] != row:
                merged += column == columns[0]
                continue
            cell = grid.at(row, column)
            if cell is not None and not cell.is_blank and not is_nothing(cell.text):
                found = found or cell.text
        figures.append(points(found) if found else None)
        if found:
            texts.append(found)
    if not texts:
        return ColumnProfile(rows=len(rows), merged=merged / max(len(rows), 1))
    count = len(texts)
    kinds = [_kinds(text) for text in texts[:_MOST_PARSED]]

    def share(kind: str) -> float:
        return sum(kind in each for each in kinds) / len(kinds)

    plain = [each for each in figures if each is not None]
    whole = len(plain) == count
    return ColumnProfile(
        filled=count,
        rows=len(rows),
        merged=merged / len(rows),
        category=share("category"),
        subcategory=share("subcategory"),
        number=len(plain) / count,
        measure=share("measure"),
        word=share("word"),
        prose=share("prose"),
        operator=share("operator"),
        unit=share("unit"),
        direction=share("direction"),
        kind=share("kind"),
        distinct=len(set(texts)) / count,
        total=sum(plain, Decimal(0)) if whole else None,
        ordinal=whole and count > 1 and plain == [Decimal(n + 1) for n in range(count)],
        figures=tuple(figures),
        texts=tuple(texts),
    )


@lru_cache(maxsize=4096)
def _kinds(text: str) -> frozenset[str]:
    """Return what one cell can be; several at once (成本指标 is of both levels)."""
    named = _named(text)
    if named:
        return named
    if points(text) is not None:
        return frozenset({"measure"})
    short = normal(text)
    sentence = len(short) > _PROSE and any(mark in short for mark in "。;,、")
    if sentence or len(short) > 2 * _PROSE:
        return frozenset({"prose"})
    measure = parse(text).measure
    if isinstance(measure, Qualitative | Missing):
        return frozenset({"word"})
    return frozenset({"measure"})


def _named(text: str) -> frozenset[str]:
    """Return what a text is a name or a sign of: a category, a unit, an operator."""
    short = normal(text)
    bare = category(Source(text))[0].text
    kinds = ("qualitative", "quantitative")
    found = {
        "category": classify(bare, level=1) is not None,
        "subcategory": classify(bare, level=2) is not None,
        "operator": short in pairs("operators", "signs")
        or (operator_of(text) is not None and not parse(f"{text}1").subject),
        "kind": any(short in words("operators", key) for key in kinds),
        "direction": is_direction(text),
        "unit": default_units().find(short) is not None
        or short in words("operators", "dates"),
    }
    return frozenset(kind for kind, is_one in found.items() if is_one)


def fit(field: str, found: ColumnProfile, others: Mapping[str, ColumnProfile]) -> float:
    """Return how well the content fits a field, from -1 to 1.

    Args:
        field: the field.
        found: the column.
        others: columns of which the field is known: the weights beside scores.
    """
    if found.is_blank:
        return _BLANK
    if field in {"weight", "score"}:
        return _points_fit(field, found, others)
    measured = _FITS.get(field)
    return measured(found) if measured is not None else 0.0


def _value_fit(found: ColumnProfile) -> float:
    odd = found.operator + found.unit + found.category + found.kind
    return found.value + 0.4 * found.word - 0.6 * found.prose - odd


def _text_fit(found: ColumnProfile) -> float:
    plain = 0.6 * found.prose + 0.3 * found.word
    return plain - 0.5 * found.value - found.operator


def _body_fit(found: ColumnProfile) -> float:
    return 0.3 * (found.word + found.prose) - found.value - found.category


def _unit_fit(found: ColumnProfile) -> float:
    return 1.4 * found.unit - 0.4 - found.value * (1 - found.unit)


def _number_fit(found: ColumnProfile) -> float:
    if found.ordinal:
        return 0.8
    return 0.2 if found.number > 0.8 else -0.2  # noqa: PLR2004 - most


def _level(share: float, found: ColumnProfile) -> float:
    if share >= 0.5:  # noqa: PLR2004 - at least half of the names are known
        return share
    figures = max(found.number, found.measure)
    return share + 0.3 * found.word + 0.2 * (found.merged > 0) - figures - found.prose


def _name(found: ColumnProfile) -> float:
    categories = max(found.category, found.subcategory)
    odd = found.number + found.operator + found.unit + 0.8 * categories
    return 0.4 + 0.4 * found.distinct - odd - 0.5 * found.prose - 0.5 * found.merged


_FITS: Mapping[str, Callable[[ColumnProfile], float]] = {
    "category": lambda found: _level(found.category, found),
    "subcategory": lambda found: _level(
        max(found.subcategory, found.category * 0.5), found
    ),
    "name": _name,
    **dict.fromkeys(("target", "long_term_target", "actual", "expected"), _value_fit),
    **dict.fromkeys(("lower", "upper"), lambda found: found.number - found.word),
    "operator": lambda found: (
        1.6 * max(found.operator, found.kind, found.direction) - 0.6
    ),
    "direction": lambda found: 1.6 * max(found.direction, found.kind * 0.6) - 0.6,
    "unit": _unit_fit,
    **dict.fromkeys(("reason", "note", "goal", "goal_actual"), _text_fit),
    "number": _number_fit,
    "budget": lambda found: found.value - found.prose - found.word,
    **dict.fromkeys(("project", "agency", "department"), _body_fit),
}
"""How well content fits each field."""


def _points_fit(
    field: str, found: ColumnProfile, others: Mapping[str, ColumnProfile]
) -> float:
    worth = found.number * 1.2 - 0.7
    if found.number < 1 and found.measure > found.number:
        worth -= 0.4
    if field == "weight":
        if found.total in _WHOLE:
            worth += 0.4
        return worth - 0.6 * found.merged
    beside = others.get("weight")
    if beside is not None and found.number:
        pairs_of = [
            (mine, most)
            for mine, most in zip(found.figures, beside.figures, strict=False)
            if mine is not None and most is not None
        ]
        if pairs_of:
            worth += 0.4 if all(mine <= most for mine, most in pairs_of) else -0.4
    return worth
