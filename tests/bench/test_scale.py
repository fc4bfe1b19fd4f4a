"""The engines agree row for row, and the benchmark says what it measured."""

import json
import sys
from pathlib import Path
from typing import Any

import pytest

from bench.scale import cluster
from bench.scale.digest import digest
from bench.scale.engines import CHECKED, ENGINES
from bench.scale.measurements import Cost, Kept, agreement, costs
from bench.scale.tables import Measured, tables

pa = pytest.importorskip("pyarrow")

pytestmark = pytest.mark.checkout

ROWS = 10_000


@pytest.fixture(scope="module")
def table(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write ten thousand made-up rows."""
    from perftargets.frames.synth import write

    path = tmp_path_factory.mktemp("scale") / "table.parquet"
    write(path, ROWS, seed=3)
    return path


@pytest.fixture(scope="module")
def expected(table: Path) -> dict[str, str]:
    """Hash what the plain loop finds, row after row."""
    return digest(ENGINES["loop"](table, CHECKED, None).table())


@pytest.mark.parametrize("name", ["arrow", "pandas", "polars", "duckdb", "scan"])
def test_an_engine_gives_what_the_loop_gives(
    table: Path, expected: dict[str, str], name: str
) -> None:
    """Every column of every row is equal."""
    library = {"arrow": "pyarrow", "scan": "pyarrow"}.get(name, name)
    pytest.importorskip(library)

    assert expected == digest(ENGINES[name](table, CHECKED, None).table())


@pytest.mark.skipif(sys.platform != "linux", reason="usage is read from /proc")
def test_a_process_of_its_own_says_what_it_took(table: Path) -> None:
    """Rows that were asked for, time, and the memory of the process."""
    found = costs("parse", ["arrow"], {ROWS: table})

    one = found["arrow", ROWS]
    assert ROWS == one.rows
    assert one.processor > 0
    assert one.memory > 10 * 1024 * 1024


def test_what_differs_is_told(tmp_path: Path) -> None:
    """The columns are named, and the page says NO."""
    said = {"one": {"kind": "a", "value": "b"}, "two": {"kind": "a", "value": "c"}}

    def start(engine: str, work: str, path: Path, rows: int | None) -> str:
        assert ("digest", tmp_path, None) == (work, path, rows)
        return json.dumps(said[engine])

    assert {"one": (2, []), "two": (2, ["value"])} == agreement(
        ["one", "two"], tmp_path, start=start
    )


def test_a_run_that_is_kept_is_not_made_again(tmp_path: Path) -> None:
    """A benchmark that was ended goes on with the runs that are missing."""
    made = []

    def start(engine: str, work: str, path: Path, rows: int | None) -> str:
        made.append((engine, work, path.name, rows))
        return f"{engine} {rows}"

    first = Kept(tmp_path / "runs.jsonl", start)
    again = Kept(tmp_path / "runs.jsonl", start)

    assert "loop 5" == first("loop", "parse", tmp_path / "t", 5)
    assert "loop 5" == again("loop", "parse", tmp_path / "t", 5)
    assert "loop None" == again("loop", "parse", tmp_path / "t", None)
    assert [("loop", "parse", "t", 5), ("loop", "parse", "t", None)] == made


def test_a_null_and_an_empty_text_have_two_hashes() -> None:
    """How the values are cut into chunks makes no difference."""
    from perftargets.frames.arrow import schema
    from perftargets.frames.records import Outcome, Phrase

    wanted = schema(Phrase, Outcome)

    def made(rows: list[int], *subjects: str | None) -> Any:
        nulls = [pa.nulls(len(rows), field.type) for field in wanted]
        table = pa.table(nulls, schema=wanted).append_column("row", pa.array(rows))
        place = wanted.names.index("subject")
        return table.set_column(place, "subject", pa.array(subjects, pa.string()))

    whole = digest(made([1, 2, 3], "a", "", None))
    cut = digest(pa.concat_tables([made([3, 1], None, "a"), made([2], "")]))
    other = digest(made([1, 2, 3], "a", None, None))

    assert whole == cut
    assert ["subject"] == [name for name in whole if whole[name] != other[name]]


def cost(rows: int, processor: float, memory: int = 100) -> Cost:
    """Make a cost up; memory is in megabytes."""
    return Cost(
        rows=rows,
        processor=processor,
        wall=processor,
        memory=memory * cluster.MEGABYTE,
        written=rows * 50,
    )


def test_the_needs_of_a_cluster_follow_from_what_was_measured() -> None:
    """Every step shows the figures it takes, and what they make."""
    basis = cluster.Basis(
        small=cost(1_000_000, 25.0),
        large=cost(10_000_000, 205.0, 900),
        two=cost(10_000_000, 210.0, 1_150),
        read=10_000_000 * 20,
        written=10_000_000 * 50,
    )

    assert [
        ("a row more", "(205.0 s - 25.0 s) / (10,000,000 - 1,000,000)", "20.0 µs"),
        ("before the first row", "25.0 s - 1,000,000 × 20.0 µs", "5.0 s"),
        ("work of all rows", "100,000,000 × 20.0 µs", "0.56 core hours"),
        (
            "time on 8 cores",
            "5.0 s + 13 rounds × 1,000,000 × 20.0 µs",
            "4.4 minutes",
        ),
    ] == cluster.lines(basis)[:4]
    assert [
        ("memory of each core more", "1,150 MB - 900 MB", "250 MB"),
        ("files in, as Parquet", "100,000,000 × 20.0 bytes", "2.0 GB"),
        ("files out, as Parquet", "100,000,000 × 50.0 bytes", "5.0 GB"),
        ("tasks, and files written", "100,000,000 / 1,000,000", "100"),
    ] == cluster.lines(basis)[-4:]


def test_a_bound_that_is_missed_says_so() -> None:
    """Too slow, growing, or in disagreement: each row of the first table tells."""
    engines = ("loop", "cached", "arrow", "pandas", "polars", "duckdb")
    every = (*engines, "spark1", "spark2", "scan")
    slow = {(name, size): cost(size, size / 1e6) for name in every for size in (10, 20)}
    fast = slow | {("loop", 20): cost(20, 1.0), ("scan", 20): cost(20, 1e-5, 130)}
    found = Measured(
        sizes=(10, 20),
        bytes_read={10: 1, 20: 2},
        reading=fast,
        bare=slow,
        checking=fast,
        compared=20,
        agreement={"loop": (27, []), "duckdb": (27, ["points"])},
    )

    rows = {row[0]: row[1:] for row in tables(found)[0].rows}

    assert ("at least 10", "50000.0", "yes") == rows[
        "DuckDB, 20 rows, in times of the plain loop's rate"
    ]
    assert ("at most 1.2", "1.00", "yes") == rows[
        "checking, Spark `local[1]`: a row's time, from one size to the next"
    ]
    assert ("at most 1.2", "1.30", "NO") == rows[
        "memory of `scan` at 20 rows, in times of 10"
    ]
    assert ("none", "DuckDB", "NO") == rows[
        "engines that differ from the loop on 20 rows"
    ]
