"""A document as a table, one row for each indicator, and back."""

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

import attrs

from perftargets.findings import Finding, codes
from perftargets.findings.tally import Tally
from perftargets.frames.arrow import Arrow, arrow, parquet, text_of
from perftargets.frames.native import given
from perftargets.frames.records import DIGITS, PLACES, fitted
from perftargets.model.indicator import Actual, Indicator
from perftargets.model.project import Amounts, Document, Funds, Goal, Project
from perftargets.phrase import parse
from perftargets.text import Place

Row = dict[str, Any]

GROUP = 4096
"""Rows that are put together before they are written."""

_AMOUNTS = tuple(field.name for field in attrs.fields(Amounts))
_SOURCES = ("total", "fiscal", "carried_over", "other")
_DECIMALS = frozenset({"weight", "score", "project_total"})


def document_schema() -> Arrow:
    """Return the schema of a document's table; the names are those of perftargets/1."""
    pa = arrow()
    text, whole = pa.string(), pa.int32()
    figure = pa.decimal128(DIGITS, PLACES)
    amounts = pa.struct([(name, text) for name in _AMOUNTS])
    return pa.schema(
        [
            ("title", text),
            ("fiscal_year", whole),
            ("document_department", text),
            ("profile", text),
            ("project_index", whole),
            ("project", text),
            ("project_code", text),
            ("agency", text),
            ("department", text),
            ("period", text),
            ("goal", text),
            ("goal_actual", text),
            ("funds", pa.struct([(name, amounts) for name in _SOURCES])),
            (
                "category_weights",
                pa.list_(pa.struct([("category", text), ("points", text)])),
            ),
            ("project_total", figure),
            ("project_grade", text),
            ("project_file", text),
            ("project_digest", text),
            ("indicator_index", whole),
            ("number", text),
            ("category", text),
            ("subcategory", text),
            ("name", text),
            ("target", text),
            ("unit", text),
            ("long_term_target", text),
            ("weight", figure),
            ("direction", text),
            ("actual", text),
            ("expected", text),
            ("likelihood", text),
            ("score", figure),
            ("reason", text),
            ("note", text),
            ("place", text),
            ("inexact", pa.list_(pa.struct([("column", text), ("figure", text)]))),
        ]
    )


def document_table(document: Document) -> Arrow:
    """Return a document as a table.

    A project without indicators has one row with nothing of an indicator in it, a
    document without projects one row without a project.
    """
    rows = list(_rows(document))
    return table_of(rows, document_schema())


def save_documents(path: Path, documents: Iterable[Document]) -> None:
    """Write documents as one Parquet file, one after the other, so that none is kept.

    The columns are those of ``to_arrow(document)``; projects are numbered through.

    Raises:
        MissingExtraError: the extra ``frames`` is not installed.
        OSError: the file cannot be written.
    """
    schema = document_schema()
    with parquet().ParquetWriter(path, schema) as writer:
        waiting: list[Row] = []
        before = 0
        for document in documents:
            for row in _rows(document):
                number = row.get("project_index")
                waiting.append(
                    row if number is None else {**row, "project_index": before + number}
                )
            before += len(document.projects)
            if len(waiting) >= GROUP:
                writer.write_table(table_of(waiting, schema))
                waiting = []
        writer.write_table(table_of(waiting, schema))


def table_of(rows: Iterable[Row], schema: Arrow) -> Arrow:
    """Make a table of rows; texts that no column can hold are repaired."""
    return arrow().Table.from_pylist([_clean(row) for row in rows], schema=schema)


def _clean(value: Any) -> Any:
    if isinstance(value, str):
        return text_of(value)
    if isinstance(value, dict):
        return {key: _clean(each) for key, each in value.items()}
    if isinstance(value, (list, tuple)):
        return [_clean(each) for each in value]
    return value


def _rows(document: Document) -> Iterator[Row]:
    top: Row = {
        "title": document.title,
        "fiscal_year": _whole(document.fiscal_year),
        "document_department": document.department,
        "profile": document.profile,
    }
    if not document.projects:
        yield top
    for number, project in enumerate(document.projects):
        about = {**top, **project_columns(project, number)}
        if not project.indicators:
            yield _fitted({**about, "place": _place(project.place)})
        for index, indicator in enumerate(project.indicators):
            yield _fitted({**about, **indicator_columns(indicator, index)})


def _whole(value: int | None) -> int | None:
    """Return a year as far as a column can hold it."""
    return value if value is not None and abs(value) < 1 << 31 else None


def project_columns(project: Project, number: int) -> Row:
    """Return what a row says of its project."""
    goal, funds = project.goal, project.funds
    return {
        "project_index": number,
        "project": project.name,
        "project_code": project.code,
        "agency": project.agency,
        "department": project.department,
        "period": project.period,
        "goal": None if goal is None else goal.text,
        "goal_actual": None if goal is None else goal.actual,
        "funds": None if funds is None else _funds(funds),
        "category_weights": [
            {"category": category, "points": format(points, "f")}
            for category, points in project.weights
        ],
        "project_total": project.total,
        "project_grade": project.grade,
        "project_file": project.file,
        "project_digest": project.digest,
    }


def indicator_columns(indicator: Indicator, index: int) -> Row:
    """Return what a row says of its indicator."""
    later, actual = indicator.long_term_target, indicator.actual
    return {
        "indicator_index": index,
        "number": None if indicator.number is None else str(indicator.number),
        "category": indicator.category,
        "subcategory": indicator.subcategory,
        "name": indicator.name,
        "target": indicator.target.text,
        "unit": indicator.unit,
        "long_term_target": None if later is None else later.text,
        "weight": indicator.weight,
        "direction": indicator.direction,
        "actual": None if actual is None else actual.text,
        "expected": indicator.expected,
        "likelihood": indicator.likelihood,
        "score": indicator.score,
        "reason": indicator.reason,
        "note": indicator.note,
        "place": _place(indicator.place),
    }


def _place(place: Place | None) -> str | None:
    return None if place is None else str(place)


def _funds(funds: Funds) -> Row:
    return {
        source: {
            name: None
            if (value := getattr(getattr(funds, source), name)) is None
            else format(value, "f")
            if isinstance(value, Decimal)
            else value
            for name in _AMOUNTS
        }
        for source in _SOURCES
    }


def _fitted(row: Row) -> Row:
    """Fit the decimals of a row, and keep exactly what does not fit."""
    inexact = []
    for column in sorted(_DECIMALS):
        row[column], exact = fitted(row.get(column))
        if exact is not None:
            inexact.append({"column": column, "figure": exact})
    return {**row, "inexact": inexact or None}


def from_frame(frame: Any) -> Document:
    """Make a document of a frame as ``to_arrow`` and its like give it.

    Columns may be missing; those that belong to no document, and cells that hold no
    figure where one is wanted, are told in the document's diagnostics. Rows of one
    ``project_index`` make a project, without that column rows of one project's name.

    Raises:
        UsageError: it is no frame, or a lazy one that has to be collected first.
        MissingExtraError: the extra ``frames`` is not installed.
    """
    source = given(frame)
    table = source.table if source.kind != "pandas" else arrow().table(frame)
    reader = _Reader(list(document_schema().names))
    return reader.document(table)


class _Reader:
    """Reads one table, and notes what it cannot place."""

    def __init__(self, known: list[str]) -> None:
        self._known = known
        self._findings: list[Finding] = []
        self._tally = Tally()
        self._row = 0

    def document(self, table: Arrow) -> Document:
        strange = [name for name in table.column_names if name not in self._known]
        if strange:
            self._unplaced(strange)
        columns = [name for name in table.column_names if name in self._known]
        rows: list[Row] = table.select(columns).to_pylist()
        projects: dict[object, list[tuple[int, Row]]] = {}
        for number, row in enumerate(rows, start=1):
            if any(row.get(name) is not None for name in ("project", "name", "target")):
                key = row.get("project_index")
                key = row.get("project") if key is None else key
                projects.setdefault(key, []).append((number, row))
        first = rows[0] if rows else {}
        self._row = 1
        year = self._figure(first, "fiscal_year")
        return Document(
            title=_text(first, "title"),
            fiscal_year=None if year is None else int(year),
            department=_text(first, "document_department"),
            profile=_text(first, "profile"),
            projects=tuple(self._project(found) for found in projects.values()),
            diagnostics=tuple(self._tally.kept(self._findings, None)),
        )

    def _project(self, rows: list[tuple[int, Row]]) -> Project:
        self._row, row = rows[0]
        goal = _text(row, "goal")
        funds = row.get("funds")
        return Project(
            name=_text(row, "project") or "",
            code=_text(row, "project_code"),
            agency=_text(row, "agency"),
            department=_text(row, "department"),
            period=_text(row, "period"),
            goal=None if goal is None else Goal(goal, _text(row, "goal_actual")),
            funds=self._funds(funds) if isinstance(funds, Mapping) else None,
            weights=tuple(self._weights(row)),
            total=self._figure(row, "project_total"),
            grade=_text(row, "project_grade"),
            file=_text(row, "project_file"),
            digest=_text(row, "project_digest"),
            indicators=tuple(
                self._indicator(each, number)
                for number, each in rows
                if each.get("name") is not None or each.get("target") is not None
            ),
        )

    def _funds(self, funds: Mapping[str, Any]) -> Funds:
        lines: dict[str, Any] = {
            source: self._amounts(amounts)
            for source in _SOURCES
            if isinstance(amounts := funds.get(source), Mapping)
        }
        return Funds(**lines)

    def _amounts(self, amounts: Mapping[str, Any]) -> Amounts:
        cells: dict[str, Any] = {
            name: self._figure(amounts, name)
            if name in {"weight", "score"}
            else _text(amounts, name)
            for name in _AMOUNTS
        }
        return Amounts(**cells)

    def _weights(self, row: Row) -> Iterator[tuple[str, Decimal]]:
        for each in row.get("category_weights") or ():
            points = self._figure(each, "points")
            if points is not None:
                yield _text(each, "category") or "", points

    def _indicator(self, row: Row, number: int) -> Indicator:
        self._row = number
        later, actual = _text(row, "long_term_target"), _text(row, "actual")
        printed = _text(row, "number")
        plain = printed is not None and printed.isascii() and printed.isdigit()
        if printed is not None and plain and str(int(printed[:9])) == printed:
            place: int | str | None = int(printed)
        else:
            place = printed
        return Indicator(
            number=place,
            category=_text(row, "category") or "",
            subcategory=_text(row, "subcategory"),
            name=_text(row, "name") or "",
            target=parse(_text(row, "target") or ""),
            unit=_text(row, "unit"),
            long_term_target=None if later is None else parse(later),
            weight=self._figure(row, "weight"),
            direction=_text(row, "direction"),
            actual=None if actual is None else Actual(actual),
            expected=_text(row, "expected"),
            likelihood=_text(row, "likelihood"),
            score=self._figure(row, "score"),
            reason=_text(row, "reason"),
            note=_text(row, "note"),
            place=Place(row=number),
        )

    def _figure(self, row: Mapping[str, Any], column: str) -> Decimal | None:
        for exact in row.get("inexact") or ():
            if exact["column"] == column:
                return Decimal(exact["figure"])
        text = _text(row, column)
        if text is None:
            return None
        try:
            figure = Decimal(text)
        except InvalidOperation:
            figure = Decimal("NaN")
        if not figure.is_finite():
            self._unreadable(column, text)
            return None
        # Ten and ten point nought are equal; the shorter is what files hold.
        return figure if figure.as_tuple().exponent == 0 else _short(figure)

    def _unreadable(self, column: str, text: str) -> None:
        finding = codes.UNREADABLE_CELL.finding(
            zh=f"列“{column}”的“{text}”不是数字",
            en=f"“{text}” in column “{column}” is not a number",
            place=Place(row=self._row),
        )
        self._findings.append(self._tally.taken(finding))

    def _unplaced(self, names: list[str]) -> None:
        self._findings.append(
            codes.UNPLACED_TEXT.finding(
                zh=f"文档中没有这些列的位置：{'、'.join(names)}",
                en=f"a document has no place for these columns: {', '.join(names)}",
            )
        )


def _short(figure: Decimal) -> Decimal:
    text = format(figure, "f")
    return Decimal(text.rstrip("0").rstrip(".") if "." in text else text)


def _text(row: Mapping[str, Any], column: str) -> str | None:
    return text_of(row.get(column))
