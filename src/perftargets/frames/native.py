"""What callers hand in, and the same kind back: narwhals, Arrow, plain sequences.

The owner of narwhals, pandas and polars.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, Literal

import attrs

from perftargets.errors import MissingExtraError, UsageError
from perftargets.frames.arrow import Arrow, Coded, arrow, coded, coded_values

Kind = Literal["plain", "arrow", "pandas", "polars", "lazy-polars", "duckdb", "other"]


@attrs.frozen(eq=False)
class Given:
    """A frame or a column as the caller has it.

    Attributes:
        kind: whose it is.
        native: the object itself.
        frame: whether it has named columns.
        table: a frame as a table of Arrow; None for a column.
    """

    kind: Kind
    native: Any
    frame: bool
    table: Arrow = None

    def column(self, name: str | None) -> Coded:
        """Return one column: the named one of a frame, or the column that this is.

        Raises:
            UsageError: there is no such column, or several and none is named.
        """
        if not self.frame:
            return _column(self)
        if name is None:
            name = self._only()
        names = self.table.column_names
        if names.count(name) != 1:
            raise UsageError(
                zh=f"没有列“{name}”，有：{'、'.join(names)}",
                en=f"there is no column “{name}”; there are {', '.join(names)}",
            )
        if self.kind == "pandas":
            return _pandas_column(self.native[name])
        return coded(self.table.column(name))

    def _only(self) -> str:
        names = self.table.column_names
        if len(names) != 1:
            raise UsageError(
                zh=f"有{len(names)}列，请用 column 指定目标列：{'、'.join(names)}",
                en=f"there are {len(names)} columns; name that of the targets with "
                f"`column`: {', '.join(names)}",
            )
        return str(names[0])


def given(values: object) -> Given:
    """Return what the caller hands in.

    Raises:
        UsageError: it is a single text, or nothing that holds a column.
        MissingExtraError: the extra ``frames`` is not installed.
    """
    if isinstance(values, (str, bytes, Mapping)):
        raise UsageError(
            zh="应为一列或一张表；单条短语用 perftargets.parse",
            en="expected a column or a frame; for one phrase there is "
            "perftargets.parse",
        )
    narwhals = _narwhals()
    wrapped = narwhals.from_native(values, pass_through=True, allow_series=True)
    if isinstance(wrapped, narwhals.Series):
        kind = _kind(wrapped.implementation)
        return Given(kind, values, frame=False)
    if isinstance(wrapped, narwhals.DataFrame):
        return _eager(wrapped, values)
    if isinstance(wrapped, narwhals.LazyFrame):
        return _lazy(wrapped, values)
    if hasattr(values, "__arrow_c_stream__") or hasattr(values, "__arrow_c_array__"):
        return _stream(values)
    if isinstance(values, Iterable):
        # Taken once, since what can be gone through once only would be empty later.
        return Given("plain", list(values), frame=False)
    raise UsageError(
        zh=f"{type(values).__name__} 不是一列，也不是一张表",
        en=f"{type(values).__name__} is neither a column nor a frame",
    )


TAKEN = "new_"
"""Stands before the name of a new column that the caller's frame has already."""


def back(source: Given, columns: Arrow) -> Any:
    """Return new columns in the caller's kind; those of a frame follow its own.

    Where the frame has a column of such a name (``unit``, ``direction``), its own stays
    and the new one is called ``new_unit``.

    Raises:
        UsageError: the frame has that name too.
    """
    if source.frame:
        there = set(source.table.column_names)
        names = [
            f"{TAKEN}{name}" if name in there else name for name in columns.column_names
        ]
        taken = [name for name in names if name in there]
        if taken:
            raise UsageError(
                zh=f"表中已有列：{'、'.join(taken)}；请用 prefix 给新列加前缀",
                en=f"the frame has {', '.join(taken)} already; give the new columns "
                "a prefix with `prefix`",
            )
        columns = columns.rename_columns(names)
    return _BACK[source.kind](source, columns)


def to_pandas(table: Arrow) -> Any:
    """Return a table of Arrow as a DataFrame whose columns keep their types.

    Lists are objects: pandas cannot read a Parquet file back whose columns of lists
    had the type of Arrow.

    Raises:
        MissingExtraError: pandas is not installed.
    """
    pandas, kinds = _load("pandas"), arrow().types

    def kept(kind: Arrow) -> Any:
        return None if kinds.is_nested(kind) else pandas.ArrowDtype(kind)

    return table.to_pandas(types_mapper=kept)


def to_polars(table: Arrow) -> Any:
    """Return a table of Arrow as a DataFrame of polars.

    Raises:
        MissingExtraError: polars is not installed.
    """
    return _load("polars").from_arrow(table)


def _narwhals() -> Any:
    try:
        import narwhals
    except ModuleNotFoundError as error:
        if error.name != "narwhals":
            raise
        raise MissingExtraError(extra="frames", purpose="narwhals") from None
    return narwhals


def _load(name: Literal["pandas", "polars"]) -> Any:
    try:
        if name == "pandas":
            import pandas  # noqa: ICN001 - loaded on use

            return pandas
        import polars  # noqa: ICN001 - loaded on use
    except ModuleNotFoundError as error:
        if error.name != name:
            raise
        raise UsageError(
            zh=f"没有安装 {name}，请运行 pip install {name}",
            en=f"{name} is not installed; run pip install {name}",
        ) from None
    return polars


def _kind(implementation: Any) -> Kind:
    if implementation.is_pandas():
        return "pandas"
    if implementation.is_polars():
        return "polars"
    if implementation.is_pyarrow():
        return "arrow"
    return "other"


def _eager(wrapped: Any, values: object) -> Given:
    kind = _kind(wrapped.implementation)
    if kind == "pandas":
        # Only the names: columns are taken one by one, whatever else the frame holds.
        empty = arrow().table({str(name): [] for name in wrapped.columns})
        return Given(kind, values, frame=True, table=empty)
    return Given(kind, values, frame=True, table=wrapped.to_arrow())


def _lazy(wrapped: Any, values: object) -> Given:
    kind: Kind
    if wrapped.implementation.is_polars():
        kind = "lazy-polars"
    elif wrapped.implementation.is_duckdb():
        kind = "duckdb"
    else:
        name = type(values).__module__.partition(".")[0]
        hint = "perftargets.spark" if "pyspark" in name else "collect()"
        raise UsageError(
            zh=f"{name} 的惰性表不能直接处理，请用 {hint}",
            en=f"a lazy frame of {name} is not worked on here; use {hint}",
        )
    table = wrapped.collect(backend="pyarrow").to_native()
    return Given(kind, values, frame=True, table=table)


def _stream(values: object) -> Given:
    pa = arrow()
    if isinstance(values, pa.Array):
        values = pa.chunked_array([values])
    column = (
        pa.chunked_array(values)
        if hasattr(values, "__arrow_c_stream__") or isinstance(values, pa.ChunkedArray)
        else pa.chunked_array([pa.array(values)])
    )
    if pa.types.is_struct(column.type):
        # Not every release of pyarrow makes a table of a column without a chunk.
        table = (
            pa.Table.from_struct_array(column)
            if column.num_chunks
            else pa.schema(list(column.type)).empty_table()
        )
        return Given("arrow", table, frame=True, table=table)
    return Given("arrow", column, frame=False)


def _column(source: Given) -> Coded:
    match source.kind:
        case "plain":
            return coded_values(source.native)
        case "pandas":
            return _pandas_column(source.native)
        case "arrow":
            return coded(source.native)
        case "polars":
            return coded(arrow().chunked_array(source.native))
        case _:
            return coded(
                _narwhals().from_native(source.native, series_only=True).to_arrow()
            )


def _pandas_column(series: Any) -> Coded:
    pa = arrow()
    try:
        column = pa.Array.from_pandas(series)
    except (pa.ArrowException, UnicodeError):
        # A column of objects may hold anything, and half characters too.
        return coded_values(series.tolist())
    return coded(column)


def _as_plain(_source: Given, columns: Arrow) -> Any:
    return columns


def _as_arrow(source: Given, columns: Arrow) -> Any:
    if not source.frame:
        return columns
    table = source.table
    for name in columns.column_names:
        table = table.append_column(columns.schema.field(name), columns.column(name))
    return table


def _as_pandas(source: Given, columns: Arrow) -> Any:
    frame = to_pandas(columns)
    frame.index = source.native.index
    if not source.frame:
        return frame
    return _load("pandas").concat([source.native, frame], axis=1)


def _as_polars(source: Given, columns: Arrow) -> Any:
    frame = to_polars(columns)
    return source.native.hstack(frame) if source.frame else frame


def _as_lazy_polars(source: Given, columns: Arrow) -> Any:
    return to_polars(_as_arrow(source, columns)).lazy()


def _as_duckdb(source: Given, columns: Arrow) -> Any:
    result = _as_arrow(source, columns)
    # DuckDB finds `result` by its name, on the connection that the relation is from.
    relation = source.native.query("perftargets_source", "select * from result")
    del result
    return relation


def _as_other(source: Given, columns: Arrow) -> Any:
    narwhals = _narwhals()
    wrapped = narwhals.from_native(source.native, allow_series=True)
    table = _as_arrow(source, columns)
    return narwhals.from_arrow(table, backend=wrapped.implementation).to_native()


_BACK: dict[str, Callable[[Given, Arrow], Any]] = {
    "plain": _as_plain,
    "arrow": _as_arrow,
    "pandas": _as_pandas,
    "polars": _as_polars,
    "lazy-polars": _as_lazy_polars,
    "duckdb": _as_duckdb,
    "other": _as_other,
}
