"""Made-up tables: always the same, repetitive as real ones, and true."""

from pathlib import Path

import pytest

from perftargets import UsageError
from perftargets.frames import check_columns
from perftargets.frames.synth import BATCH, synth, write
from tests.cli.conftest import Run

pa = pytest.importorskip("pyarrow")
pq = pytest.importorskip("pyarrow.parquet")


def test_a_seed_gives_the_same_table_and_another_one_another() -> None:
    """Also a longer table begins as a shorter one."""
    first = pa.concat_tables(synth(BATCH + 10, seed=3))
    again = pa.concat_tables(synth(1_000, seed=3))

    assert BATCH + 10 == first.num_rows
    assert first.slice(0, 1_000).equals(again)
    assert not again.equals(pa.concat_tables(synth(1_000, seed=4)))


def test_no_rows_have_the_columns_still() -> None:
    """An empty table can be read like any other."""
    (table,) = synth(0)

    assert 0 == table.num_rows
    assert [
        "row",
        "department",
        "project",
        "fiscal_year",
        "category",
        "subcategory",
        "name",
        "target",
        "actual",
        "weight",
        "truth_verdict",
        "truth_points",
    ] == table.column_names


def test_verdicts_and_points_are_those_that_were_planted() -> None:
    """Every verdict occurs, and every row agrees; points as far as they are planted."""
    table = pa.concat_tables(synth(20_000, seed=7))

    found = check_columns(table, prefix="c_")

    truth = table["truth_verdict"].to_pylist()
    assert {"met", "not_met", "partly_met", "undetermined", "not_reported"} == {*truth}
    assert truth == found["c_verdict"].to_pylist()
    planted = [
        (points, given)
        for points, given in zip(
            table["truth_points"].to_pylist(),
            found["c_points"].to_pylist(),
            strict=True,
        )
        if points is not None
    ]
    assert len(planted) > 10_000
    assert [] == [pair for pair in planted if pair[0] != pair[1]]


def test_phrases_come_again_and_again_with_a_long_tail() -> None:
    """A tenth of the distinct phrases makes up most rows, and many stand once."""
    (table,) = synth(BATCH, seed=1)

    counts = sorted(
        (each["counts"] for each in table["target"].value_counts().to_pylist()),
        reverse=True,
    )
    assert sum(counts[: len(counts) // 10]) > BATCH // 2
    assert counts.count(1) > len(counts) // 4


def test_fewer_rows_than_none_are_refused() -> None:
    """Before anything is made."""
    with pytest.raises(UsageError, match="no -1 rows"):
        synth(-1)


def test_the_command_writes_parquet_and_csv_alike(run: Run, tmp_path: Path) -> None:
    """An apostrophe keeps =5份 from being a formula in CSV."""
    files = [tmp_path / "a.parquet", tmp_path / "a.csv"]

    results = [run("synth", "--rows", "3000", "-o", str(file)) for file in files]

    assert [0, 0] == [each.code for each in results]
    assert f"{files[0]}: 3,000 rows\n" == results[0].out
    table = pq.read_table(files[0])
    written = files[1].read_text(encoding="utf-8").splitlines()
    assert table.num_rows == len(written) - 1
    formulas = [cell for cell in table["target"].to_pylist() if cell[:1] == "="]
    assert formulas
    assert all(f",'{cell}," in files[1].read_text("utf-8") for cell in formulas)


def test_a_file_that_is_there_is_kept(tmp_path: Path) -> None:
    """Without ``force``; and another ending is refused."""
    there = tmp_path / "a.csv"
    there.write_text("mine", encoding="utf-8")

    with pytest.raises(FileExistsError):
        write(there, 10)
    with pytest.raises(UsageError, match=r"“a\.xlsx”"):
        write(tmp_path / "a.xlsx", 10)

    assert "mine" == there.read_text(encoding="utf-8")
    write(there, 10, force=True)
    assert 11 == len(there.read_text(encoding="utf-8").splitlines())
