"""Every kind of column and frame: the same rows, and the same kind back."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest

from perftargets import UsageError
from perftargets.frames import Checked, Outcome, Phrase, check_columns, parse_column

pa = pytest.importorskip("pyarrow")
pd = pytest.importorskip("pandas")
pl = pytest.importorskip("polars")
duckdb = pytest.importorskip("duckdb")

Foreign = Any
"""Something of a library whose types are not known."""

TEXTS = [
    "不少于100条",
    None,
    "处置率90%",
    "三分之一以上",
    "培训2期，每期不少于40人",
    "≥70%且<85%",
    "12月底前",
    "同比下降2%以上",
    "不低于上年",
    "",
    "不少于100条",
]
ACTUALS = [
    "90条",
    "1",
    "95%",
    None,
    "2期",
    "80%",
    "2022-12-30",
    "3%",
    "5",
    "5",
    "100条",
]


def rows(table: Foreign) -> list[dict[str, object]]:
    """Give a table of Arrow as rows; tuples of ours become lists there."""
    return [dict(row) for row in table.to_pylist()]


def plain(row: Phrase | Outcome) -> dict[str, object]:
    """Give a row of a plain sequence as Arrow would."""
    cells = row._asdict()
    for name in ("hedges", "notes", "assumptions"):
        if cells.get(name) is not None:
            cells[name] = list(cells[name])
    if cells.get("items") is not None:
        cells["items"] = [item._asdict() for item in cells["items"]]
    return dict(cells)


def checked(row: Checked) -> dict[str, object]:
    """Give both parts of a row that was checked."""
    return plain(row.target) | plain(row.outcome)


def as_arrow(frame: Foreign) -> Foreign:
    """Give any frame as a table of Arrow."""
    if isinstance(frame, pl.LazyFrame):
        frame = frame.collect()
    if isinstance(frame, pd.DataFrame):
        return pa.Table.from_pandas(frame, preserve_index=False)
    return pa.table(frame)


class Stream:
    """Something that hands its column out by the protocol of Arrow alone."""

    def __init__(self, held: Foreign) -> None:
        """Keep what is handed out."""
        self._held = held

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        """Hand it out."""
        return self._held.__arrow_c_stream__(requested_schema)


SERIES: dict[str, tuple[Callable[[Any], Any], type]] = {
    "pandas, objects": (lambda values: pd.Series(values, dtype=object), pd.DataFrame),
    "pandas, Arrow": (
        lambda values: pd.Series(values, dtype=pd.ArrowDtype(pa.string())),
        pd.DataFrame,
    ),
    "pandas, categories": (
        lambda values: pd.Series(values, dtype="category"),
        pd.DataFrame,
    ),
    "polars": (pl.Series, pl.DataFrame),
    "polars, categories": (
        lambda values: pl.Series(values, dtype=pl.Categorical),
        pl.DataFrame,
    ),
    "Arrow, an array": (pa.array, pa.Table),
    "Arrow, in chunks": (
        lambda values: pa.chunked_array([values[:4], values[4:]]),
        pa.Table,
    ),
    "Arrow, large": (lambda values: pa.array(values, pa.large_string()), pa.Table),
    "Arrow, views": (lambda values: pa.array(values, pa.string_view()), pa.Table),
    "Arrow, coded": (lambda values: pa.array(values).dictionary_encode(), pa.Table),
    "a stream": (lambda values: Stream(pa.chunked_array([values])), pa.Table),
}

FRAMES: dict[str, tuple[Callable[[Any], Any], type]] = {
    "pandas": (pd.DataFrame, pd.DataFrame),
    "polars": (pl.DataFrame, pl.DataFrame),
    "polars, lazy": (pl.LazyFrame, pl.LazyFrame),
    "Arrow": (pa.table, pa.Table),
    "a stream": (lambda columns: Stream(pa.table(columns)), pa.Table),
}


@pytest.mark.parametrize("kind", SERIES)
def test_a_column_gives_a_frame_of_its_kind_with_the_same_rows(kind: str) -> None:
    """A plain sequence is the measure of the others."""
    make, wanted = SERIES[kind]

    found = parse_column(make(TEXTS))

    assert isinstance(found, wanted)
    assert [plain(row) for row in parse_column(TEXTS)] == rows(as_arrow(found))


@pytest.mark.parametrize("kind", SERIES)
def test_a_column_of_any_kind_is_checked_alike(kind: str) -> None:
    """Targets, actuals and weights of one kind give the rows of plain sequences."""
    make, wanted = SERIES[kind]
    weights = [str(number) for number in range(len(TEXTS))]

    found = check_columns(make(TEXTS), make(ACTUALS), weights=make(weights))

    assert isinstance(found, wanted)
    expected = check_columns(TEXTS, ACTUALS, weights=weights)
    assert [checked(row) for row in expected] == rows(as_arrow(found))


@pytest.mark.parametrize("kind", FRAMES)
def test_a_frame_keeps_its_columns_and_gets_the_new_ones(kind: str) -> None:
    """Targets are found by the name ``target``, actuals by ``actual``."""
    make, wanted = FRAMES[kind]
    frame = make({"id": list(range(len(TEXTS))), "target": TEXTS, "actual": ACTUALS})

    found = check_columns(frame, prefix="is_")

    assert isinstance(found, wanted)
    table = as_arrow(found)
    assert ["id", "target", "actual", "is_kind"] == table.column_names[:4]
    assert list(range(len(TEXTS))) == table.column("id").to_pylist()
    expected = [checked(row) for row in check_columns(TEXTS, ACTUALS)]
    new = table.select([name for name in table.column_names if name[:3] == "is_"])
    named = new.rename_columns([name[3:] for name in new.column_names])
    assert expected == rows(named)


def test_a_relation_of_duckdb_gives_a_relation_of_its_connection() -> None:
    """It can be joined with other tables there."""
    connection = duckdb.connect()
    connection.execute("create table t as select 1 as id, '不少于100条' as target")

    found = parse_column(connection.table("t"), column="target")

    assert isinstance(found, duckdb.DuckDBPyRelation)
    joined = found.set_alias("a").join(connection.table("t").set_alias("b"), "id")
    assert [(1, ">=", Decimal(100), "条")] == joined.project(
        "id, operator, value, unit"
    ).fetchall()


def test_the_index_of_pandas_is_kept() -> None:
    """Also one that repeats, so that columns can be put beside each other."""
    series = pd.Series(["不少于100条", "处置率90%"], index=["a", "a"])

    assert ["a", "a"] == list(parse_column(series).index)
    frame = parse_column(pd.DataFrame({"target": series}))
    assert [["不少于100条", "条"], ["处置率90%", "%"]] == frame[
        ["target", "unit"]
    ].to_numpy().tolist()


def test_objects_of_any_type_in_pandas_raise_nothing() -> None:
    """Figures, texts and half characters in one column."""
    found = parse_column(pd.Series(["5条", 3, 2.5, None, "\ud800"], dtype=object))

    assert [Decimal(5), Decimal(3), Decimal("2.5"), None, None] == [
        None if pd.isna(value) else value for value in found["value"]
    ]


@pytest.mark.parametrize(
    "column",
    [
        pa.array([95, None, 0]),
        pa.array([95.0, None, 0.0]),
        pa.array([Decimal("95.00"), None, Decimal("0.00")]),
        pa.array([b"95", None, b"0"]),
    ],
    ids=lambda column: str(column.type),
)
def test_columns_of_figures_are_read_by_their_text(column: Foreign) -> None:
    """A figure is a comparison without operator and unit."""
    found = parse_column(column)

    assert [Decimal(95), None, Decimal(0)] == found.column("value").to_pylist()


def test_columns_that_arrow_cannot_compare_are_read_too() -> None:
    """Lists and structures become text; nothing raises."""
    found = parse_column(pa.array([["不少于100条"], None], pa.list_(pa.string())))

    assert ["comparison", None] == found.column("kind").to_pylist()


@pytest.mark.parametrize("kind", FRAMES)
def test_an_empty_frame_gets_the_columns_too(kind: str) -> None:
    """There is nothing to read, and every column has its type."""
    make, _ = FRAMES[kind]
    empty = make({"target": pa.array([], pa.string()).to_pylist()})

    table = as_arrow(parse_column(empty))

    assert 0 == table.num_rows
    assert [*Phrase._fields] == table.column_names[1:]


def test_types_are_the_same_in_every_engine() -> None:
    """Figures are decimals of 38 digits, 18 of them behind the point."""
    schema = parse_column(pa.array(TEXTS)).schema

    assert pa.decimal128(38, 18) == schema.field("value").type
    assert pl.Decimal(38, 18) == parse_column(pl.Series(TEXTS)).schema["value"]
    found = parse_column(pd.Series(TEXTS)).dtypes["value"]
    assert pd.ArrowDtype(pa.decimal128(38, 18)) == found


def test_names_of_a_frame_may_be_others() -> None:
    """``columns`` says which is which."""
    frame = pl.DataFrame({"指标值": ["不少于100条"], "完成": ["120条"]})

    found = check_columns(frame, columns={"target": "指标值", "actual": "完成"})

    assert ["met"] == found["verdict"].to_list()


MISTAKES: list[tuple[Callable[[], object], str]] = [
    (
        lambda: parse_column(pl.DataFrame({"a": ["1"], "b": ["2"]})),
        "there are 2 columns; name that of the targets with `column`: a, b",
    ),
    (
        lambda: parse_column(pl.DataFrame({"a": ["1"]}), column="c"),
        "there is no column “c”; there are a",
    ),
    (
        lambda: parse_column(
            pl.DataFrame({"unit": ["1"], "new_unit": ["2"]}), column="unit"
        ),
        "the frame has new_unit already",
    ),
    (
        lambda: check_columns(pl.DataFrame({"target": ["1"]}), columns={"ziel": "a"}),
        "there is no “ziel” in `columns`",
    ),
]


@pytest.mark.parametrize(("call", "message"), MISTAKES)
def test_a_mistake_with_names_is_told(call: Callable[[], object], message: str) -> None:
    """The message lists what there is."""
    with pytest.raises(UsageError, match=message):
        call()
