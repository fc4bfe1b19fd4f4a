"""The functions of SQL give what ``frames`` gives, row for row."""

from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from perftargets import UsageError
from perftargets.duckdb import FUNCTIONS, register
from perftargets.frames import check_columns, parse_column
from perftargets.frames.synth import synth, write

if TYPE_CHECKING:
    from collections.abc import Iterator

    from duckdb import DuckDBPyConnection

pa = pytest.importorskip("pyarrow")
duckdb = pytest.importorskip("duckdb")


@pytest.fixture
def connection() -> "Iterator[DuckDBPyConnection]":
    """Give a connection with the functions."""
    with duckdb.connect() as opened:
        register(opened)
        yield opened


def test_pt_parse_gives_a_structure_and_null_for_null(
    connection: "DuckDBPyConnection",
) -> None:
    """Its fields can be asked for one by one."""
    found = connection.execute(
        "select pt_parse(x).operator, pt_parse(x).value, pt_parse(x).unit, "
        "pt_parse(x) is null from (values ('不少于100条'), (NULL)) t(x) "
        "union all select pt_parse(95).operator, pt_parse(95).value, "
        "pt_parse(95).unit, pt_parse(95) is null"
    ).fetchall()

    assert [
        (">=", Decimal(100), "条", False),
        (None, None, None, True),
        (None, Decimal(95), None, False),
    ] == found


def test_a_verdict_and_points_need_two_and_three_arguments(
    connection: "DuckDBPyConnection",
) -> None:
    """The name of the indicator may follow, which gives a figure its direction."""
    found = connection.execute(
        "select pt_verdict('不少于100条', 90), pt_points('不少于100条', '90条', 10), "
        "pt_verdict('3次', '1次'), pt_verdict('3次', '1次', '投诉次数'), "
        "pt_verdict('3次', NULL), pt_verdict(NULL, '3次')"
    ).fetchone()

    assert ("not_met", Decimal(9), "not_met", "met", "not_reported", None) == found


def test_pt_check_takes_its_arguments_by_name(
    connection: "DuckDBPyConnection",
) -> None:
    """All that the outcome holds comes back in one structure."""
    (found,) = connection.execute(
        "select pt_check({target: '≤30日', actual: '40日', weight: 10})"
    ).fetchone() or ({},)

    assert ("not_met", Decimal("7.50"), "ratio") == (
        found["verdict"],
        found["points"],
        found["case"],
    )


def test_a_table_gives_what_frames_give(connection: "DuckDBPyConnection") -> None:
    """Twenty thousand rows of a made-up table, every column of both."""
    table = pa.concat_tables(synth(20_000, seed=9))
    connection.register("made_up", table)
    inputs = ("target", "actual", "name", "category", "subcategory", "weight")
    listed = ", ".join(f"{name}: {name}" for name in (*inputs, "fiscal_year"))
    checked = f"pt_check({{{listed}}}) as c"

    result = connection.sql(
        f"with found as (select row, pt_parse(target) as p, {checked} from made_up) "  # noqa: S608 - names of our own
        "select p.*, c.* from found order by row"
    )
    found = pa.table(result)

    assert check_columns(table, prefix="c_").num_rows == found.num_rows
    said = parse_column(table["target"])
    came = check_columns(table, prefix="c_")
    for name in found.column_names:
        wanted = said[name] if name in said.column_names else came[f"c_{name}"]
        assert wanted.to_pylist() == found[name].to_pylist(), name


def test_a_folder_of_parquet_is_scored(
    connection: "DuckDBPyConnection", tmp_path: Path
) -> None:
    """The points of the rows are those that were planted."""
    for seed in (1, 2):
        write(tmp_path / f"{seed}.parquet", 2_000, seed=seed)

    differing = connection.execute(
        "select count(*) from read_parquet($files) where truth_points is not null "
        "and truth_points <> pt_check({target: target, actual: actual, name: name, "
        "category: category, subcategory: subcategory, weight: weight, "
        "fiscal_year: fiscal_year}).points",
        {"files": f"{tmp_path}/*.parquet"},
    ).fetchone()

    assert (0,) == differing


def test_registering_again_replaces_the_functions(
    connection: "DuckDBPyConnection",
) -> None:
    """Another profile and another language take the place of the first."""
    register(connection, profile="linear", language="zh")

    found = connection.execute(
        "select pt_points('≤30日', '40日', 10), "
        "pt_check({target: '≤30日', actual: '40日'}).verdict_reason"
    ).fetchone()
    assert (Decimal("6.67"), "实际40日，目标≤30日，未达到") == found
    names = connection.execute(
        "select distinct function_name from duckdb_functions() "
        "where starts_with(function_name, 'pt_')"
    ).fetchall()
    assert {*FUNCTIONS} == {name for (name,) in names}


MISTAKES = {
    "select pt_parse('1', '2')": "pt_parse takes one argument",
    "select pt_verdict('1')": "pt_verdict takes target, actual, name",
    "select pt_points('1', '1')": "pt_points takes target, actual, weight",
    "select pt_check('1')": "pt_check takes one STRUCT",
    "select pt_check({ziel: '1'})": "pt_check takes the keys target",
}


@pytest.mark.parametrize("query", MISTAKES)
def test_wrong_arguments_are_told(connection: "DuckDBPyConnection", query: str) -> None:
    """The message names what is wanted."""
    with pytest.raises(duckdb.Error, match=MISTAKES[query]):
        connection.execute(query).fetchall()


def test_an_unknown_profile_is_told_at_once() -> None:
    """Before any function is added."""
    with duckdb.connect() as opened, pytest.raises(UsageError, match="nowhere"):
        register(opened, profile="nowhere")
