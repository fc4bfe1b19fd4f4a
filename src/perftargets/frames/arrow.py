"""Columns of Arrow: the schema, distinct values and back, and big tables in and out.

The owner of pyarrow.
"""

import re
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

import attrs

from perftargets.errors import MissingExtraError
from perftargets.frames.records import (
    DIGITS,
    PLACES,
    POINT_PLACES,
    RATIO_PLACES,
    Item,
    Outcome,
    Phrase,
)
from perftargets.text import from_binary

Arrow = Any
"""Something of pyarrow, which has no types."""


def arrow() -> Arrow:
    """Load pyarrow.

    Raises:
        MissingExtraError: it is not installed.
    """
    try:
        import pyarrow as pa
    except ModuleNotFoundError as error:
        if error.name != "pyarrow":
            raise
        raise MissingExtraError(extra="frames", purpose="pyarrow") from None
    return pa


CHUNK = 1 << 16
"""Rows of a result that are put together at once; their texts stay under 2 GiB."""

_WRITTEN_OUT = 400
"""Figures with more zeros keep their exponent; a float has no more than 324."""

_HALVES = re.compile("[\ud800-\udfff]")

_FIGURES = frozenset({"value", "low", "high", "first", "second", "place"})
_FLAGS = frozenset({"low_inclusive", "high_inclusive"})
_LISTS = frozenset({"hedges", "notes", "assumptions"})
_RATIOS = frozenset({"completion", "deviation"})


def schema(*rows: type) -> Arrow:
    """Return the schema of ``Phrase``, ``Outcome``, or both after each other."""
    pa = arrow()
    return pa.schema(
        [pa.field(name, _type(name)) for row in rows for name in _fields(row)]
    )


def _fields(row: type) -> tuple[str, ...]:
    fields: tuple[str, ...] = getattr(row, "_fields", ())
    return fields


def _type(name: str) -> Arrow:
    pa = arrow()
    if name in _FIGURES:
        return pa.decimal128(DIGITS, PLACES)
    if name in _RATIOS:
        return pa.decimal128(DIGITS, RATIO_PLACES)
    if name == "points":
        return pa.decimal128(DIGITS, POINT_PLACES)
    if name in _FLAGS:
        return pa.bool_()
    if name in _LISTS:
        return pa.list_(pa.string())
    if name == "items":
        return pa.list_(pa.struct([(each, _type(each)) for each in Item._fields]))
    return pa.string()


def table(rows: Sequence[Phrase] | Sequence[Outcome], row: type) -> Arrow:
    """Make a table of rows, one column for each field."""
    pa = arrow()
    fields = _fields(row)
    columns = zip(*rows, strict=True) if rows else ((),) * len(fields)
    return pa.table(
        [_array(name, column) for name, column in zip(fields, columns, strict=True)],
        schema=schema(row),
    )


def _array(name: str, column: Iterable[Any]) -> Arrow:
    pa = arrow()
    if name == "items":
        column = [
            None if items is None else [item._asdict() for item in items]
            for items in column
        ]
    return pa.array(column, _type(name))


@attrs.frozen(eq=False)
class Coded:
    """A column as its distinct texts, and for each row which of them; null for none."""

    texts: list[str]
    codes: Arrow

    def __len__(self) -> int:
        """Count the rows."""
        return len(self.codes)


def coded(column: Arrow) -> Coded:
    """Return the distinct texts of a column of Arrow, in the order they are met.

    Figures, dates and what else a column may hold become text: a float by its 15
    significant digits, NaN null. Columns that Arrow cannot compare are gone through
    value by value.
    """
    pa = arrow()
    column = pa.chunked_array(column)
    if pa.types.is_dictionary(column.type):
        return _merged([(each.dictionary, each.indices) for each in column.chunks])
    kind = pa.types
    # Their offsets are of 32 bits, which all distinct texts together may exceed.
    if kind.is_string(column.type) or kind.is_string_view(column.type):
        column = column.cast(pa.large_string())
    elif kind.is_binary(column.type) or kind.is_binary_view(column.type):
        column = column.cast(pa.large_binary())
    elif kind.is_float32(column.type):
        # Widened as it is, 0.1 becomes 0.10000000149011612.
        column = column.cast(pa.string()).cast(pa.float64())
    try:
        encoded = column.dictionary_encode().unify_dictionaries()
    except (pa.ArrowNotImplementedError, pa.ArrowInvalid):
        return coded_values(
            value for chunk in column.chunks for value in chunk.to_pylist()
        )
    if pa.types.is_large_string(column.type):
        # Texts that differ are written differently: there is nothing to merge.
        texts = encoded.chunk(0).dictionary.to_pylist() if encoded.num_chunks else []
        return Coded(texts, _codes(encoded.chunks))
    return _merged([(each.dictionary, each.indices) for each in encoded.chunks])


def _codes(chunks: Sequence[Arrow]) -> Arrow:
    pa = arrow()
    return pa.chunked_array(
        [each.indices.cast(pa.int64()) for each in chunks], pa.int64()
    )


def _merged(chunks: Sequence[tuple[Arrow, Arrow]]) -> Coded:
    """Put values that are written alike together, and drop what is no value."""
    pa = arrow()
    places: dict[str, int] = {}
    codes = []
    known: Arrow = None
    new: Arrow = None
    for values, indices in chunks:
        if known is None or not values.equals(known):
            known = values
            texts = map(text_of, values.to_pylist())
            new = pa.array(
                (
                    None if text is None else places.setdefault(text, len(places))
                    for text in texts
                ),
                pa.int64(),
            )
        codes.append(new.take(indices))
    return Coded(list(places), pa.chunked_array(codes, pa.int64()))


def coded_values(values: Iterable[object]) -> Coded:
    """Return the distinct texts of any values; None stays null."""
    pa = arrow()
    places: dict[str, int] = {}
    codes = [
        None if text is None else places.setdefault(text, len(places))
        for text in map(text_of, values)
    ]
    return Coded(list(places), pa.chunked_array([pa.array(codes, pa.int64())]))


def text_of(value: object) -> str | None:
    """Return a value as text: figures plainly, without an exponent; NaN is no value.

    Half a character (a lone surrogate) becomes U+FFFD: no column can hold it.
    """
    match value:
        case None:
            return None
        case str():
            return value if value.isascii() else _HALVES.sub("\ufffd", value)
        case bool() | int():
            return str(value)
        case float():
            return None if value != value else _plain(value)  # noqa: PLR0124 - NaN
        case Decimal():
            return None if value.is_nan() else _plain(value)
        case bytes():
            return value.decode("utf-8", "replace")
        case _ if str(value) in {"<NA>", "NaT", "nan"}:
            return None
        case _:
            return str(value)


def _plain(value: float | Decimal) -> str:
    figure = from_binary(value) if isinstance(value, float) else value
    if not figure.is_finite() or abs(figure.adjusted()) > _WRITTEN_OUT:
        return str(figure)
    text = format(figure, "f")
    return text.removesuffix(".0") if isinstance(value, float) else text


def combined(columns: Sequence[Coded]) -> tuple[list[tuple[str | None, ...]], Arrow]:
    """Return the distinct rows of several columns, and for each row which of them.

    Columns are taken in one after the other as pairs of integers, so that nothing
    overflows and no row is made as an object.
    """
    pa = arrow()
    import pyarrow.compute as pc

    rows: list[tuple[str | None, ...]] = [()]
    codes = pa.repeat(pa.scalar(0, pa.int64()), len(columns[0]))
    for column in columns:
        texts = [None, *column.texts]
        own = pc.add(pc.fill_null(column.codes, -1), 1)
        keys = pc.add(pc.multiply(codes, len(texts)), one(own))
        encoded = keys.dictionary_encode()
        rows = [
            (*rows[key // len(texts)], texts[key % len(texts)])
            for key in encoded.dictionary.to_pylist()
        ]
        codes = encoded.indices.cast(pa.int64())
    return rows, codes


def one(column: Arrow) -> Arrow:
    """Return a column of chunks as one array."""
    combined_chunks = column.combine_chunks()
    # Older versions of Arrow give a column of one chunk, newer ones that chunk.
    pa = arrow()
    if isinstance(combined_chunks, pa.ChunkedArray):
        if not combined_chunks.num_chunks:
            return pa.array([], column.type)
        return pa.concat_arrays(combined_chunks.chunks)
    return combined_chunks


def spread(rows: Arrow, codes: Arrow) -> Arrow:
    """Return for each code its row of a table; a null code gives a row of nulls."""
    pa = arrow()
    codes = pa.chunked_array(codes)
    parts = [
        rows.take(codes.slice(start, CHUNK)) for start in range(0, len(codes), CHUNK)
    ]
    return pa.concat_tables(parts) if parts else rows.slice(0, 0)


def listed(rows: Sequence[Any], codes: Arrow, nothing: object) -> list[Any]:
    """Return for each code its row of a list, ``nothing`` for null."""
    return [nothing if code is None else rows[code] for code in codes.to_pylist()]


def parquet() -> Arrow:
    """Load what reads and writes Parquet.

    Raises:
        MissingExtraError: pyarrow is not installed.
    """
    arrow()
    import pyarrow.parquet

    return pyarrow.parquet


def csv_of_arrow() -> Arrow:
    """Load what reads CSV in a stream.

    Raises:
        MissingExtraError: pyarrow is not installed.
    """
    arrow()
    import pyarrow.csv

    return pyarrow.csv


def replaced(column: Arrow, pattern: str, replacement: str) -> Arrow:
    """Replace the first match of an expression in every text of a column."""
    arrow()
    import pyarrow.compute as pc

    return pc.replace_substring_regex(column, pattern, replacement, max_replacements=1)
