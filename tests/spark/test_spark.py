"""Spark gives what one process gives, row for row, whatever happens to its workers."""

import os
import signal
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from perftargets import UsageError
from perftargets.frames import check_columns, parse_column
from perftargets.frames.synth import synth
from perftargets.spark import check, job, parse, register

pa = pytest.importorskip("pyarrow")
pq = pytest.importorskip("pyarrow.parquet")

pytestmark = pytest.mark.filterwarnings(
    # Sockets to the virtual machine are closed by Spark when they are collected.
    "ignore:unclosed:ResourceWarning",
    "ignore::pytest.PytestUnraisableExceptionWarning",
)


@pytest.fixture(scope="module")
def table() -> Any:
    """Make ten thousand rows, with nulls among the targets."""
    made = pa.concat_tables(synth(10_000, seed=11))
    holes = [None if at % 97 == 0 else x for at, x in enumerate(made["target"])]
    targets = pa.array([x and x.as_py() for x in holes], pa.string())
    return made.set_column(made.column_names.index("target"), "target", targets)


@pytest.fixture(scope="module")
def frame(session: Any, table: Any) -> Any:
    """Give them to Spark, one partition with nine tenths of the rows."""
    made = session.createDataFrame(table)
    large = made.where("row < 9000").coalesce(1)
    small = made.where("row >= 9000").repartition(3, "row")
    return large.union(small)


def sorted_rows(frame: Any) -> Any:
    """Collect by the number of the row."""
    return pa.table(frame.toArrow()).sort_by("row")


def assert_same(expected: Any, found: Any) -> None:
    """Every column has the same type and values."""
    assert expected.column_names == found.column_names
    for name in expected.column_names:
        assert expected[name].type == found[name].type, name
        assert expected[name].to_pylist() == found[name].to_pylist(), name


def test_checked_rows_are_those_of_one_process(table: Any, frame: Any) -> None:
    """Skewed partitions, nulls, decimals: all columns agree, and ours are kept."""
    assert 4 == frame.rdd.getNumPartitions()

    found = sorted_rows(check(frame, prefix="c_"))

    assert_same(check_columns(table, prefix="c_"), found)


def test_parsed_rows_are_those_of_one_process(table: Any, frame: Any) -> None:
    """Of whatever name the column is; a null phrase gives nulls."""
    found = sorted_rows(parse(frame.withColumnRenamed("target", "指标.值"), "指标.值"))

    renamed = [{"target": "指标.值"}.get(name, name) for name in table.column_names]
    expected = parse_column(table.rename_columns(renamed), column="指标.值")
    assert_same(expected, found)


def test_a_killed_worker_is_replaced_and_the_result_is_the_same(
    frame: Any,
    table: Any,
    tmp_path: Path,
) -> None:
    """A process of Python dies in the middle of a task; Spark does the task anew."""
    mark = str(tmp_path / "killed")

    def deadly(batches: Iterator[Any]) -> Iterator[Any]:
        for batch in batches:
            yield batch
            try:
                os.close(os.open(mark, os.O_CREAT | os.O_EXCL))
            except FileExistsError:
                continue
            os.kill(os.getpid(), signal.SIGKILL)

    checked = check(frame, prefix="c_")
    found = sorted_rows(checked.mapInArrow(deadly, checked.schema))

    assert Path(mark).exists()
    assert_same(check_columns(table, prefix="c_"), found)


def test_columns_of_one_name_and_odd_names_are_kept(session: Any) -> None:
    """Spark hands over neither by itself."""
    frame = session.sql(
        "select '≥5条' as target, 1 as a, 2 as a, map('k', 3) as `x``y.z`"
    )

    found = parse(frame)

    assert ["target", "a", "a", "x`y.z", "kind"] == found.columns[:5]
    assert ["≥5条", 1, 2, {"k": 3}, "comparison"] == list(found.collect()[0])[:5]


def test_what_cannot_be_done_is_told_before_any_work(session: Any) -> None:
    """Names that are taken or missing, and types that Python does not get."""
    frame = session.sql(
        "select '5条' as target, 1 as Kind, interval '1' month as span, 1 as b, 2 as b"
    )

    with pytest.raises(UsageError, match="has kind already"):
        parse(frame)
    with pytest.raises(UsageError, match="no column “x”"):
        parse(frame, "x")
    with pytest.raises(UsageError, match="2 columns are called “b”"):
        parse(frame, "b")
    with pytest.raises(UsageError, match="drop or cast it first"):
        parse(frame, prefix="p_")
    with pytest.raises(UsageError, match="no “ziel” in `columns`"):
        check(frame, columns={"ziel": "target"}, prefix="p_")


def test_functions_of_sql_give_the_same(session: Any) -> None:
    """NULL is NULL; figures are decimals; arguments may follow."""
    register(session)

    (row,) = session.sql(
        "select pt_parse('不少于100条').value as v, pt_parse(NULL) as n, "
        "pt_verdict('3次', '1次') as a, pt_verdict('3次', '1次', '投诉次数') as b, "
        "pt_points('不少于100条', 90, 10) as p, "
        "pt_check(named_struct('target', '≤30日', 'actual', '40日', 'weight', 10)).case"
        " as c"
    ).collect()

    assert (Decimal(100), None, "not_met", "met", Decimal(9), "ratio") == tuple(row)


class Kept:
    """A session that the job must not stop, since other tests use it."""

    def __init__(self, session: Any) -> None:
        """Keep the session."""
        self._session = session

    def __getattr__(self, name: str) -> Any:
        """Give what the session has."""
        return getattr(self._session, name)

    def stop(self) -> None:
        """Do nothing."""


@pytest.fixture
def _job_here(session: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(job, "_session", lambda _master: Kept(session))


@pytest.mark.usefixtures("_job_here")
def test_the_job_writes_what_one_process_gives(
    table: Any,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Files may differ in their columns; an output is replaced by ``--force`` alone."""
    source, goal = tmp_path / "in", tmp_path / "out"
    source.mkdir()
    pq.write_table(table.slice(0, 1_000), source / "a.parquet")
    more = table.slice(1_000, 1_000)
    pq.write_table(
        more.append_column("note", pa.array(["x"] * 1_000)), source / "b.parquet"
    )
    call = [str(source), str(goal)]
    (goal / "_temporary" / "0").mkdir(parents=True)

    codes = [job.main(call), job.main(call), job.main([*call, "--force"])]

    assert [0, 2, 0] == codes
    said = capsys.readouterr()
    assert f"{goal}: 2,000 rows\n" * 2 == said.out
    assert "is there already; --force replaces it" in said.err
    found = pq.read_table(goal).sort_by("row")
    assert ["x"] * 1_000 == found["note"].to_pylist()[1_000:]
    expected = check_columns(table.slice(0, 2_000), prefix="pt_")
    assert_same(expected, found.drop_columns(["note"]))
    assert (goal / "_SUCCESS").exists()


@pytest.mark.usefixtures("_job_here")
def test_the_job_tells_mistakes_with_2_and_damage_with_1(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Nothing that looks like a result is written."""
    good, bad = tmp_path / "good.parquet", tmp_path / "bad.parquet"
    pq.write_table(pa.table({"x": ["≥5条"]}), good)
    bad.write_bytes(b"PAR1 and nothing more")
    goal = str(tmp_path / "out")

    codes = [
        job.main([str(tmp_path / "none"), goal]),
        job.main([str(good), goal]),
        job.main([str(good), str(good), "--force"]),
        job.main([str(good), goal, "--column", "target=x", "--profile", "nowhere"]),
        job.main([str(bad), goal]),
    ]

    assert [2, 2, 2, 2, 1] == codes
    said = capsys.readouterr().err
    for part in (
        "there is no file",
        "no column holds targets",
        "is the input",
        "bad.parquet is not a Parquet file",
    ):
        assert part in said
    assert good.exists()
    assert not (tmp_path / "out" / "_SUCCESS").exists()
    with pytest.raises(SystemExit, match="2"):
        job.main([str(good), goal, "--column", "target"])
