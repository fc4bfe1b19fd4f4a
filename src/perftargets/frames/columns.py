"""Columns of phrases: ``parse_column`` and ``check_columns``."""

from collections.abc import Mapping
from typing import Any

from perftargets.errors import UsageError
from perftargets.frames import arrow, engine
from perftargets.frames.arrow import Arrow, Coded
from perftargets.frames.engine import Case, Settings
from perftargets.frames.native import Given, back, given
from perftargets.frames.records import Checked, Outcome, Phrase
from perftargets.profile import Profile


def parse_column(values: Any, *, column: str | None = None, prefix: str = "") -> Any:
    """Read a column of phrases; each distinct phrase is read once.

    What comes back is of the kind handed in: a frame for a frame or a series (pandas,
    polars, Arrow), with the index of pandas kept; a relation for a relation of DuckDB;
    a list of ``Phrase`` for a plain sequence; a table of pyarrow for anything else with
    ``__arrow_c_stream__``. The columns are those of ``Phrase``. A frame keeps its own
    columns, and the new ones follow; one whose name the frame has already is called
    ``new_unit`` for ``unit``.

    Null stays null in every column. Nothing raises on content: figures and dates are
    read by their text, and every text has a reading.

    Args:
        values: the phrases.
        column: which column of a frame; it may be left out where there is only one.
        prefix: what the names of the new columns begin with.

    Raises:
        UsageError: a single text; no such column; a name that is taken.
        MissingExtraError: the extra ``frames`` is not installed.
    """
    source = given(values)
    phrases = source.column(column)
    rows = engine.phrases(phrases.texts)
    if source.kind == "plain":
        return arrow.listed(rows, phrases.codes, Phrase())
    table = arrow.spread(arrow.table(rows, Phrase), phrases.codes)
    return back(source, _named(table, prefix))


def check_columns(  # noqa: PLR0913 - one keyword for each column and setting
    targets: Any,
    actuals: Any = None,
    *,
    names: Any = None,
    categories: Any = None,
    subcategories: Any = None,
    directions: Any = None,
    units: Any = None,
    weights: Any = None,
    reasons: Any = None,
    fiscal_years: Any = None,
    columns: Mapping[str, str] | None = None,
    profile: Profile | str | None = None,
    language: str = "en",
    prefix: str = "",
) -> Any:
    """Check actuals against targets, column by column; return verdicts and points.

    Each distinct row is judged once. The columns are those of ``Phrase``, then those of
    ``Outcome``; a plain sequence gives a list of ``Checked``. A null target gives nulls
    alone, a null actual is not reported. Points need a weight. A new column whose name
    the frame has already is called ``new_unit`` for ``unit``.

    Args:
        targets: the targets, or a frame that holds all columns. Of a frame the columns
            ``target``, ``actual``, ``name``, ``category``, ``subcategory``,
            ``direction``, ``unit``, ``weight``, ``reason`` and ``fiscal_year`` are
            taken as far as they are there.
        actuals: what was reported, row by row; of any kind, as all that follow.
        names: the names of the indicators, which give figures without an operator a
            direction.
        categories: level 1 (一级指标).
        subcategories: level 2 (二级指标).
        directions: the 正向/反向 fields.
        units: the unit columns (度量单位).
        weights: the points of each row (分值).
        reasons: why targets were missed.
        fiscal_years: the years of dates without one, as figures; one year for all.
        columns: other names for the columns of a frame: ``{"target": "指标值"}``.
        profile: the settings, as for ``check``.
        language: ``en`` or ``zh``, the language of reasons.
        prefix: what the names of the new columns begin with.

    Raises:
        UsageError: columns of different lengths; no such column, profile or language; a
            name that is taken.
        OSError: the file of a profile cannot be opened.
        DataError: the file is not a valid profile.
        MissingExtraError: the extra ``frames`` is not installed.
    """
    about = engine.settings(profile, language)
    source = given(targets)
    beside = {
        "actual": actuals,
        "name": names,
        "category": categories,
        "subcategory": subcategories,
        "direction": directions,
        "unit": units,
        "weight": weights,
        "reason": reasons,
        "fiscal_year": fiscal_years,
    }
    found = _of_frame(source, columns) if source.frame else {}
    if not source.frame:
        found["target"] = source.column(None)
    length = len(found["target"])
    for field, values in beside.items():
        if values is not None:
            found[field] = _beside(field, values, length)
    return _checked(source, found, about, prefix)


def parsed(column: Arrow) -> Arrow:
    """Return the table of ``Phrase`` for a column of Arrow, as engines ask for it."""
    phrases = arrow.coded(column)
    rows = arrow.table(engine.phrases(phrases.texts), Phrase)
    return arrow.spread(rows, phrases.codes)


def judged(columns: Mapping[str, Arrow], about: Settings) -> Arrow:
    """Return the table of ``Outcome`` for columns of Arrow, by their fields."""
    outcomes, codes = _judged(
        {field: arrow.coded(column) for field, column in columns.items()}, about
    )
    return arrow.spread(arrow.table(outcomes, Outcome), codes)


def _judged(
    columns: Mapping[str, Coded], about: Settings
) -> tuple[list[Outcome], Arrow]:
    """Judge each distinct row once; return for each row which of them it is."""
    fields = [field for field in Case._fields if field in columns]
    distinct, codes = arrow.combined([columns[field] for field in fields])
    cases = [Case(**dict(zip(fields, row, strict=True))) for row in distinct]
    return engine.outcomes(cases, about), codes


def _checked(
    source: Given, columns: Mapping[str, Coded], about: Settings, prefix: str
) -> Any:
    phrases = columns["target"]
    rows = engine.phrases(phrases.texts)
    outcomes, codes = _judged(columns, about)
    if source.kind == "plain":
        said = arrow.listed(rows, phrases.codes, Phrase())
        came = arrow.listed(outcomes, codes, Outcome())
        return [Checked(*pair) for pair in zip(said, came, strict=True)]
    left = arrow.spread(arrow.table(rows, Phrase), phrases.codes)
    right = arrow.spread(arrow.table(outcomes, Outcome), codes)
    for name in right.column_names:
        left = left.append_column(right.schema.field(name), right.column(name))
    return back(source, _named(left, prefix))


def _of_frame(source: Given, columns: Mapping[str, str] | None) -> dict[str, Coded]:
    names = dict(columns or {})
    for field in names:
        if field not in Case._fields:
            known = ", ".join(Case._fields)
            raise UsageError(
                zh=f"columns 中没有“{field}”，可用：{known}",
                en=f"there is no “{field}” in `columns`; there are {known}",
            )
    there = source.table.column_names
    for field in Case._fields:
        if field in there:
            names.setdefault(field, field)
    names.setdefault("target", "target")
    return {field: source.column(name) for field, name in names.items()}


def _beside(field: str, values: object, length: int) -> Coded:
    if field == "fiscal_year" and isinstance(values, int):
        values = [values] * length
    column = given(values).column(None)
    if len(column) != length:
        raise UsageError(
            zh=f"{field} 有{len(column)}行，目标有{length}行",
            en=f"{field} has {len(column)} rows, the targets have {length}",
        )
    return column


def _named(table: Arrow, prefix: str) -> Arrow:
    if not prefix:
        return table
    return table.rename_columns([f"{prefix}{name}" for name in table.column_names])
